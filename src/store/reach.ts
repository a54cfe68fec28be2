import { z } from 'zod';
import type { Reach } from '../domain/projection.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** Everybody's relationships to a child, and the flags of the child's row. */
export interface ChildReached {
  readonly flags: number;
  readonly reach: readonly Reach[];
}

const reachRow = z.object({
  organisation: z.string(),
  person: z.string(),
  bits: z.number(),
  until: z.string(),
  reason: z.string(),
});
const flagsRow = z.object({ flags: z.number() });

/** Reads who has a relationship to a child, live or ended; nobody where there is no such child. */
export const findReach = async (tx: Transaction, childId: string): Promise<ChildReached> => {
  const [view] = await select(
    tx,
    flagsRow,
    `select flags from child_view where child_id = $1 and known_to = 'infinity'`,
    [childId],
  );
  const until = `case when isfinite(until) then ${isoInstant('until')} else 'infinity' end`;
  const sql = `select organisation, person, bits, ${until} until, reason from reach where child_id = $1 order by 1, 2, 5`;
  return { flags: view?.flags ?? 0, reach: await select(tx, reachRow, sql, [childId]) };
};
