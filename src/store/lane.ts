import { z } from 'zod';
import { isoInstant, select, type Transaction } from './transaction.ts';

const LANE = 4_190_202;
const tick = z.object({ known_at: z.string() });

/**
 * Enters the one ordered write lane, held until the transaction ends, and returns its known time: never earlier than
 * the given instant, always later than every known time before it, in commit order.
 */
export const takeLane = async (tx: Transaction, notBefore: string): Promise<string> => {
  await tx.query('select pg_advisory_xact_lock($1)', [LANE]);
  const [row] = await select(
    tx,
    tick,
    `update lane set last_known = greatest(last_known + interval '1 microsecond', $1::timestamptz)
     returning ${isoInstant('last_known')} known_at`,
    [notBefore],
  );
  if (!row) throw new Error('the write lane is missing from the database');
  return row.known_at;
};
