import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { DatabaseUnfit } from './errors.ts';
import { inTransaction, select } from './transaction.ts';

const row = z.object({ fingerprint: z.string() });

/**
 * Sees to it that a database is always opened with the key it was first opened with: its identity hashes, pseudonyms
 * and cursors are made with it. Nothing of the key itself is stored.
 * @throws DatabaseUnfit for another key
 */
export const bindHubKey = async (pool: Pool, key: string): Promise<void> => {
  const fingerprint = createHmac('sha256', Buffer.from(key, 'hex')).update('homeward hub key').digest('hex');
  const [kept] = await inTransaction(pool, async (tx) => {
    await tx.query(`insert into hub_key (fingerprint) values (decode($1, 'hex')) on conflict do nothing`, [
      fingerprint,
    ]);
    return select(tx, row, `select encode(fingerprint, 'hex') fingerprint from hub_key`);
  });
  if (kept?.fingerprint !== fingerprint) {
    throw new DatabaseUnfit(
      'the database was made with another hub key: set HOMEWARD_KEY, or the data folder, to its own',
    );
  }
};
