import type { Pool, PoolClient } from 'pg';
import pg from 'pg';
import type { Viewer } from '../domain/viewer.ts';

/** One read-only transaction that stands for one request of one viewer. */
export interface ReadTransaction {
  /** Runs a statement, prepared under `name` where one is given, and returns its rows. */
  query(text: string, values: readonly unknown[], name?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends the transaction without waiting for the answer; the connection returns to the pool when it is free. */
  end(): void;
}

const context = (viewer: Viewer): string => {
  const settings = [
    ['homeward.organisation', viewer.organisation],
    ['homeward.person', viewer.person],
    ['homeward.role', viewer.role],
  ] as const;
  return settings.map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`).join(', ');
};

const wrap = (client: PoolClient): ReadTransaction => ({
  query: async (text, values, name) => {
    const result = await client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    return result.rows;
  },
  end: () => {
    client.query('commit').then(
      () => client.release(),
      (error: unknown) => client.release(error instanceof Error ? error : true),
    );
  },
});

/**
 * Opens the viewer's transaction: begin and its context travel in one message.
 * `repeatable` keeps one snapshot over several statements; one statement needs none.
 */
export const openReadTransaction = async (
  pool: Pool,
  viewer: Viewer,
  { repeatable }: { readonly repeatable: boolean },
): Promise<ReadTransaction> => {
  const client = await pool.connect();
  try {
    const level = repeatable ? ' isolation level repeatable read' : '';
    await client.query(`begin${level} read only; select ${context(viewer)}`);
    return wrap(client);
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
};
