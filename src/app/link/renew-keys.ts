import { groupBy } from '../../domain/group-by.ts';
import type { LinkRecord } from '../../domain/link/link-record.ts';
import { takeLane } from '../../store/lane.ts';
import { listSubjects, loadKeys } from '../../store/link-everything.ts';
import { type LinkKey, replaceLinkKeys } from '../../store/link-keys.ts';
import { loadLinkPersons, type StoredLinkPerson } from '../../store/link-persons.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import type { Identifying } from '../identify/identify.ts';
import { createRecordReader, linkKeysOf } from '../identify/link-words.ts';

interface Reading {
  readonly pools: Pick<Pools, 'ingest'>;
  readonly identifying: Identifying;
}

interface Pace {
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Everybody, as compared. */
export interface ReadRecords {
  readonly records: ReadonlyMap<string, LinkRecord>;
  /** Source persons whose stored keys are not those of what is stated of them. */
  readonly stale: readonly string[];
}

type Reader = (person: StoredLinkPerson) => LinkRecord;

const wordOf = ({ key, isBirth }: LinkKey): string => `${key}${isBirth ? 'b' : ''}`;

const areSame = (stored: readonly LinkKey[], wanted: readonly LinkKey[]): boolean => {
  const words = new Set(wanted.map(wordOf));
  return stored.length === words.size && stored.every((key) => words.has(wordOf(key)));
};

const AT_ONCE = 2000;

const readSome = async (
  tx: Transaction,
  { identifying }: Reading,
  subjectIds: readonly string[],
  read: Reader,
): Promise<{ readonly records: readonly (readonly [string, LinkRecord])[]; readonly stale: readonly string[] }> => {
  const persons = await loadLinkPersons(tx, subjectIds);
  const records = persons.map((person) => [person.subjectId, read(person)] as const);
  const stored = groupBy(await loadKeys(tx, subjectIds), ({ subjectId }) => subjectId);
  const known = new Map(records);
  const stale = subjectIds.filter((subjectId) => {
    const record = known.get(subjectId);
    const wanted = record === undefined ? [] : linkKeysOf(identifying.secret, subjectId, record);
    return !areSame(stored.get(subjectId) ?? [], wanted);
  });
  return { records, stale };
};

/** Reads everybody in one moment, and finds those whose keys are not as they should be. */
export const readAll = (deps: Reading, { signal, onProgress }: Pace): Promise<ReadRecords> =>
  inTransaction(
    deps.pools.ingest,
    async (tx) => {
      const read = createRecordReader();
      const records = new Map<string, LinkRecord>();
      const stale: string[] = [];
      let after: string | null = null;
      for (;;) {
        signal?.throwIfAborted();
        const subjectIds = await listSubjects(tx, after, AT_ONCE);
        const some = await readSome(tx, deps, subjectIds, read);
        for (const [subjectId, record] of some.records) records.set(subjectId, record);
        stale.push(...some.stale);
        if (subjectIds.length < AT_ONCE) return { records, stale };
        after = subjectIds.at(-1) ?? null;
        onProgress(`${records.size} records read`);
      }
    },
    'repeatable read',
  );

/** Gives source persons the keys of what is now stated of them. */
export const renewKeys = async (
  { identifying, pools }: Reading,
  stale: readonly string[],
  { signal }: Pick<Pace, 'signal'>,
): Promise<void> => {
  const read = createRecordReader();
  for (let at = 0; at < stale.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    const subjectIds = stale.slice(at, at + AT_ONCE);
    await inTransaction(pools.ingest, async (tx) => {
      await takeLane(tx, '-infinity');
      const persons = await loadLinkPersons(tx, subjectIds);
      const keys = persons.flatMap((person) => linkKeysOf(identifying.secret, person.subjectId, read(person)));
      await replaceLinkKeys(tx, subjectIds, keys);
    });
  }
};
