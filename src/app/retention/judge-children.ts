import { groupBy } from '../../domain/group-by.ts';
import { findOpenChildren, loadHeld } from '../../store/held-records.ts';
import type { Transaction } from '../../store/transaction.ts';
import { type Hold, isUnderInvestigation, type JudgedRecord, judgeRecords } from './judge-records.ts';

/** Every record of one child with its verdict, and what holds all of it back. */
export interface JudgedChild {
  readonly childId: string;
  readonly records: readonly JudgedRecord[];
  readonly hold: Hold | null;
}

/** Judges everything held of these children on a day; children of whom nothing is held are left out. */
export const judgeChildren = async (
  tx: Transaction,
  childIds: readonly string[],
  today: string,
): Promise<readonly JudgedChild[]> => {
  const byChild = groupBy(await loadHeld(tx, childIds), ({ childId }) => childId);
  const open = new Set(await findOpenChildren(tx, childIds));
  return [...byChild].map(([childId, held]) => {
    const duringEpisode = open.has(childId) ? 'EPISODE_OPEN' : null;
    const hold = isUnderInvestigation(held) ? 'INVESTIGATION_LIVE' : duringEpisode;
    return { childId, records: judgeRecords(held, today), hold };
  });
};
