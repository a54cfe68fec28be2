import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';

/** A connection inside a transaction that its opener commits or rolls back. */
export type Transaction = Pick<PoolClient, 'query'>;

/** How a transaction sees others: one moment throughout, or the newest commit at each statement. */
export type Isolation = 'read committed' | 'repeatable read';

/** Runs the work in one transaction: all of it is committed, or none. */
export const inTransaction = async <T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  isolation: Isolation = 'read committed',
): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin isolation level ${isolation}; set local time zone 'UTC'`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((fault: unknown) => {
      broken = fault instanceof Error ? fault : new Error('the connection was lost');
    });
    throw error;
  } finally {
    client.release(broken);
  }
};

/** Runs a statement and parses its rows. */
export const select = async <S extends z.ZodType>(
  tx: Transaction,
  row: S,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly z.infer<S>[]> => z.array(row).parse((await tx.query(sql, [...values])).rows);

/** The same for a statement so large that planning it takes longer than running it: planned once a connection. */
export const selectPrepared = async <S extends z.ZodType>(
  tx: Transaction,
  row: S,
  { name, text }: { readonly name: string; readonly text: string },
  values: readonly unknown[],
): Promise<readonly z.infer<S>[]> => z.array(row).parse((await tx.query({ name, text, values: [...values] })).rows);

/** SQL that writes an instant as the hub does everywhere: ISO 8601, UTC, microseconds. */
export const isoInstant = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const dataFault = z.object({ code: z.string().regex(/^(22|23514)/) });

/** The SQLSTATE where PostgreSQL refused a value (not the statement, nor the connection), else null. */
export const refusedValue = (error: unknown): string | null => dataFault.safeParse(error).data?.code ?? null;
