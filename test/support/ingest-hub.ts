import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import type { Summary } from '../../src/app/ingest/summary.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { ingestDeps } from './ingest-hub-deps.ts';
import { type Line, linesOf } from './lines-adapter.ts';

export { ingestDeps };

type Send = Partial<Parameters<typeof ingestFile>[1]>;

/** A database of one's own and the means to send it files of lines. */
export interface IngestHub {
  readonly database: TestDatabase;
  readonly deps: IngestDeps;
  /** Sends lines as a file of the mode named by its ending. */
  send(name: string, lines: readonly (Line | string)[], more?: Send): Promise<Summary>;
  /** Asks the database anything, as the owner of its tables. */
  ask<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Where stored projections differ from recomputed ones. */
  differences(): Promise<readonly unknown[]>;
}

/** An empty hub that reads lines. */
export const createIngestHub = async (): Promise<IngestHub> => {
  const database = await createDatabase();
  const deps = ingestDeps(database.pools);
  return {
    database,
    deps,
    send: (name, lines, more = {}) =>
      ingestFile(deps, {
        ...{ adapterId: 'lines', name, bytes: linesOf(lines), organisation: 'E08000017' },
        ...{ receivedAt: '2026-03-01T09:00:00Z', ...more },
      }),
    ask: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await database.pools.owner.query<Row>(sql, [...values])).rows,
    differences: async () => (await rebuild(deps, { verify: true })).differences,
  };
};
