import { NotFound } from '../domain/errors.ts';
import { type SplitExchanged, splitExchanged } from '../domain/exchange/split-exchanged.ts';
import { type AccessVersion, type SplitForAccess, splitForAccess } from '../domain/split-for-access.ts';
import { asZulu, bodyOf } from '../store/columns.ts';
import { findExchanged } from '../store/exchange/exchanged.ts';
import { findPresentChild, type HeldRecord, loadHeld } from '../store/held-records.ts';
import type { Pools } from '../store/pools.ts';
import { findErasures, findIdentity, type NotedErasure } from '../store/subject-access.ts';
import { inTransaction } from '../store/transaction.ts';

/** Everything the hub holds of one child. */
export interface SubjectAccessFile extends SplitForAccess {
  /** The child the id now stands for. */
  readonly child: string;
  /** Ids that were merged into it. */
  readonly aliases: readonly string[];
  /** What the hub knew when it was read: a known time. */
  readonly knownAt: string;
  /** What was sent about the child to other authorities, and received from them. */
  readonly exchanged: SplitExchanged;
  /** What was erased of the child. */
  readonly erasures: readonly NotedErasure[];
}

const zulu = (text: string): string => String(asZulu(text));

const versionOf = ({ id, kind, system, knownFrom, knownTo, row }: HeldRecord): AccessVersion => ({
  ...{ record: id, kind, system, knownFrom, knownTo },
  organisation: row.organisation,
  key: row.key,
  statedAt: row.stated_at === null ? null : zulu(row.stated_at),
  receivedAt: zulu(row.received_at),
  endedAs: row.closed_as,
  fields: { ...bodyOf(kind, row) },
  absences: Object.fromEntries(Object.entries(row.absences).map(([field, { reason }]) => [field, reason])),
});

/**
 * Reads everything held of a child, every version of every record included, at one moment; an id that was merged into
 * another stands for that child.
 * @throws NotFound where the hub has no such child
 */
export const readForSubjectAccess = (
  { pools }: { readonly pools: Pick<Pools, 'ingest'> },
  { childId }: { readonly childId: string },
): Promise<SubjectAccessFile> =>
  inTransaction(
    pools.ingest,
    async (tx) => {
      const child = await findPresentChild(tx, childId);
      if (child === undefined) throw new NotFound('there is no such child');
      const { aliases, knownAt, sourcePersons } = await findIdentity(tx, child);
      const versions = (await loadHeld(tx, [child])).map(versionOf);
      return {
        child,
        aliases,
        knownAt,
        ...splitForAccess({ sourcePersons, versions }),
        exchanged: splitExchanged(await findExchanged(tx, child)),
        erasures: await findErasures(tx, child),
      };
    },
    'repeatable read',
  );
