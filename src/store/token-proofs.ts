import type { Pool } from 'pg';
import type { Transaction } from './transaction.ts';

/**
 * Notes that a proof was used, durably and for every replica; false where it was used before. `key` tells it from all
 * others, `until` (ISO 8601) is when it would no longer be accepted anyway.
 */
export type FirstUse = (key: Buffer, until: string) => Promise<boolean>;

/** First uses over the ledger's pool, which no work in the write lane can keep waiting. */
export const firstUse =
  (pool: Pool): FirstUse =>
  async (key, until) => {
    const { rowCount } = await pool.query(
      'insert into token_proof (key, until) values ($1, $2) on conflict do nothing',
      [key, until],
    );
    return rowCount === 1;
  };

/** Forgets proofs that have been too old for an hour, and revocations of tokens that have, for so many days. */
export const purgeTokenRecords = async (tx: Transaction, revocationDays: number): Promise<void> => {
  await tx.query(`delete from token_proof where until < clock_timestamp() - interval '1 hour'`);
  await tx.query('delete from token_revocation where revoked_at < clock_timestamp() - make_interval(days => $1)', [
    revocationDays,
  ]);
};
