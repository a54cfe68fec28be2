import type { Pool, PoolClient } from 'pg';
import type { Viewer } from '../domain/viewer.ts';
import { asRefusal } from './revoked-token.ts';
import { contextQuery } from './viewer-context.ts';

/** One read-only transaction that stands for one request of one viewer. */
export interface ReadTransaction {
  /**
   * Runs a statement, prepared under `name` where one is given, and returns its rows.
   * @throws ReadAfterEnd
   */
  query(text: string, values: readonly unknown[], name?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends the transaction without waiting for the answer; the connection returns to the pool when it is free. */
  end(): void;
}

/** Something was read of a request that had ended; its connection may be another viewer's by now. */
export class ReadAfterEnd extends Error {
  readonly code = 'READ_AFTER_END';
  constructor() {
    super('the request has ended');
  }
}

/** Does one thing after another, whatever became of the one before: a connection answers one query at a time. */
const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
};

const wrap = (client: PoolClient): ReadTransaction => {
  const next = inTurn();
  let hasEnded = false;
  return {
    query: async (text, values, name) => {
      if (hasEnded) throw new ReadAfterEnd();
      const query = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      return (await next(() => client.query(query))).rows;
    },
    end: () => {
      if (hasEnded) return;
      hasEnded = true;
      next(() => client.query('commit')).then(
        () => client.release(),
        (error: unknown) => client.release(error instanceof Error ? error : true),
      );
    },
  };
};

/**
 * Opens the viewer's transaction, one snapshot over several statements: begin and its context travel in one message.
 * @throws TokenRevoked
 */
export const openReadTransaction = async (pool: Pool, viewer: Viewer): Promise<ReadTransaction> => {
  const client = await pool.connect();
  try {
    await client.query(`begin isolation level repeatable read read only; ${contextQuery(viewer)}`);
    return wrap(client);
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw asRefusal(error);
  }
};
