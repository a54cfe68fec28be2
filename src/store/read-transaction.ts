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

const wrap = (client: PoolClient, opened: Promise<unknown>): ReadTransaction => ({
  query: async (text, values, name) => {
    const sent = client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    // Sent behind `begin` without waiting for it; what it answers counts only if `begin` did its work.
    const [result] = await Promise.all([sent, opened]);
    return result.rows;
  },
  end: () => {
    client.query('commit').then(
      () => client.release(),
      (error: unknown) => client.release(error instanceof Error ? error : true),
    );
  },
});

/** Holds back what is written to a connection until this turn of work is done, so that it leaves as one message. */
const gather = ({ connection: { stream } }: PoolClient): void => {
  stream.cork();
  process.nextTick(() => stream.uncork());
};

/**
 * Opens the viewer's transaction: begin, its context and whatever is asked at once travel as one message.
 * `repeatable` keeps one snapshot over several statements; one statement needs none.
 */
export const openReadTransaction = async (
  pool: Pool,
  viewer: Viewer,
  { repeatable }: { readonly repeatable: boolean },
): Promise<ReadTransaction> => {
  const client = await pool.connect();
  const level = repeatable ? ' isolation level repeatable read' : '';
  gather(client);
  const opened = client.query(`begin${level} read only; select ${context(viewer)}`);
  // Its failure is told by the statement that follows; a transaction nobody uses fails for nobody.
  opened.catch(() => undefined);
  return wrap(client, opened);
};
