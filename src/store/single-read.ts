import pg from 'pg';
import type { Viewer } from '../domain/viewer.ts';
import { asRefusal } from './revoked-token.ts';
import { contextStatement, contextValues } from './viewer-context.ts';

/** A statement, prepared under `name` where one is given. */
export interface ReadStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name: string | undefined;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

interface Told {
  readonly rows: Rows;
}

// The protocol's own calls, which the published types leave out.
declare module 'pg' {
  interface Query {
    requiresPreparation(): boolean;
    prepare(connection: pg.Connection): void;
    handleDataRow(message: unknown): void;
    handleCommandComplete(message: unknown, connection: pg.Connection): void;
  }
}

/**
 * The viewer's context and one statement, sent together and ended by one Sync. PostgreSQL runs everything up to a Sync
 * as one transaction (Frontend/Backend Protocol, "Extended Query" and "Pipelining"), so the context set locally holds
 * for the statement and for nothing after it, and no BEGIN and no COMMIT is sent.
 */
class ContextualQuery extends pg.Query {
  readonly #settings: readonly (string | null)[];
  #contextIsSet = false;

  constructor({ text, values, name }: ReadStatement, viewer: Viewer, callback: (error: unknown, told: Told) => void) {
    super({ text, values: [...values], ...(name === undefined ? {} : { name }) }, callback);
    this.#settings = contextValues(viewer);
  }

  // Without a value pg would send a simple query, which has no place for the context.
  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: pg.Connection): void {
    connection.bind({ portal: '', statement: contextStatement, values: [...this.#settings], binary: '' }, true);
    connection.execute({ portal: '', rows: '0' }, true);
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.#contextIsSet) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.#contextIsSet) super.handleCommandComplete(message, connection);
    this.#contextIsSet = true;
  }
}

/**
 * Runs one statement as one viewer, in a read-only transaction of its own: one message there, one back.
 * @throws TokenRevoked
 */
export type ReadOnce = (viewer: Viewer, statement: ReadStatement) => Promise<Rows>;

/** A refused statement ends with its Sync and leaves the connection as good as before; anything else breaks it. */
const breaking = (error: unknown): Error | undefined => {
  if (error instanceof pg.DatabaseError && error.severity !== 'FATAL') return undefined;
  return error instanceof Error ? error : undefined;
};

/** Reads over a pool whose connections hold the context's statement. */
export const readOnce =
  (pool: pg.Pool): ReadOnce =>
  async (viewer, statement) => {
    const client = await pool.connect();
    return new Promise((resolve, reject) => {
      client.query(
        new ContextualQuery(statement, viewer, (error, told) => {
          client.release(breaking(error));
          if (error) reject(asRefusal(error));
          else resolve(told.rows);
        }),
      );
    });
  };
