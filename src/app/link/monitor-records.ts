import type { LinkRecord } from '../../domain/link/link-record.ts';
import { loadLinkPersons } from '../../store/link-persons.ts';
import { listMembersAfter } from '../../store/monitor-linkage.ts';
import type { Transaction } from '../../store/transaction.ts';
import { createRecordReader } from '../identify/link-words.ts';

/** A source person as it is compared, and the child it is taken to be. */
export interface HeldRecord {
  readonly subjectId: string;
  readonly childId: string;
  readonly record: LinkRecord;
}

const AT_ONCE = 5_000;

/** Every source person the hub holds, as it is compared. */
export const loadHeldRecords = async (
  tx: Transaction,
  onProgress: (line: string) => void,
): Promise<readonly HeldRecord[]> => {
  const read = createRecordReader();
  const held: HeldRecord[] = [];
  for (let after: string | null = null; ; ) {
    const members: Awaited<ReturnType<typeof listMembersAfter>> = await listMembersAfter(tx, after, AT_ONCE);
    const childOf = new Map(members.map(({ subjectId, childId }) => [subjectId, childId]));
    for (const person of await loadLinkPersons(tx, [...childOf.keys()])) {
      const childId = childOf.get(person.subjectId) ?? '';
      held.push({ subjectId: person.subjectId, childId, record: read(person) });
    }
    after = members.at(-1)?.subjectId ?? null;
    if (members.length < AT_ONCE || after === null) return held;
    onProgress(`${held.length} records read`);
  }
};
