import { holdingRows } from '../../domain/retention.ts';
import {
  eraseFacts as deleteFacts,
  eraseFiles,
  eraseRecords,
  eraseSubjects,
  type FactToErase,
  type FileToErase,
  findFilesToErase,
  findRecordsToErase,
} from '../../store/erasure.ts';
import { forgetPayloads } from '../../store/exchange/messages.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { Hold } from './judge-records.ts';

/** The day so many days before another. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** All that goes when some facts of one child do. */
export interface ErasurePlan {
  readonly childId: string;
  readonly facts: readonly FactToErase[];
  readonly recordIds: readonly string[];
  readonly fileIds: readonly string[];
  /** Why it must not go now. */
  readonly hold: Hold | null;
}

const holdOf = (files: readonly FileToErase[]): Hold | null => {
  if (files.some(({ state }) => state === 'RECEIVED' || state === 'HELD')) return 'FILE_UNFINISHED';
  return files.some(({ waiting }) => waiting > 0) ? 'FILE_QUARANTINED' : null;
};

/** Finds the records and files that go with these facts of one child, and whether a file is still needed. */
export const planErasure = async (
  tx: Transaction,
  { childId, facts }: Pick<ErasurePlan, 'childId' | 'facts'>,
  today: string,
): Promise<ErasurePlan> => {
  const records = await findRecordsToErase(
    tx,
    facts.map(({ id }) => id),
  );
  const recordIds = records.filter(({ isWhole }) => isWhole).map(({ id }) => id);
  const files = await findFilesToErase(
    tx,
    records.map(({ id }) => id),
    daysBefore(today, holdingRows['raw-content'].days),
  );
  return { childId, facts, recordIds, fileIds: files.map(({ id }) => id), hold: holdOf(files) };
};

/** Erases what was planned, and what messages across the border said of the child: they were its way here. The children
 * are to be derived anew afterwards, in the same transaction. */
export const carryOut = async (
  tx: Transaction,
  erasureId: string,
  { childId, facts, recordIds, fileIds }: ErasurePlan,
): Promise<void> => {
  await deleteFacts(tx, erasureId, facts);
  await eraseRecords(tx, erasureId, recordIds);
  await eraseFiles(tx, erasureId, fileIds);
  await eraseSubjects(
    tx,
    erasureId,
    facts.map(({ id }) => id),
  );
  if (facts.length > 0) await forgetPayloads(tx, childId);
};
