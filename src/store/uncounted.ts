import type { Pool } from 'pg';
import { z } from 'zod';
import { select, type Transaction } from './transaction.ts';

/** Scored before answers were kept as bits (migration 0009). The index of these rows is empty in a hub begun later. */
const isUncounted = `received_at = '-infinity'`;

const countRow = z.object({ count: z.coerce.number().int() });

/** How many notifications no report counts until their children are derived anew. */
export const countUncounted = async (pool: Pool): Promise<number> => {
  const sql = `select count(*) from assessment where ${isUncounted} and known_to = 'infinity'`;
  return (await select(pool, countRow, sql))[0]?.count ?? 0;
};

const childRow = z.object({ childId: z.string() });

/** Children who have such a notification. */
export const listUncountedChildren = async (tx: Transaction): Promise<readonly string[]> => {
  const sql = `select distinct child_id::text "childId" from assessment where ${isUncounted} order by 1`;
  return (await select(tx, childRow, sql)).map(({ childId }) => childId);
};
