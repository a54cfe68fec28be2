import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { bindUseCases } from '../../src/app/use-cases.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { answer } from '../../src/server/answer.ts';
import { openLog } from '../../src/server/log.ts';
import { hubServing } from '../../src/server/serving.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { ingestDeps } from './ingest-hub-deps.ts';
import { type Line, linesAdapter, linesOf } from './lines-adapter.ts';

/** Workers of one partnership who have a say in who is whom, and some who have none. */
export const people = {
  duty: { role: 'duty-team', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN', person: 'duty-1' },
  second: { role: 'social-worker', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN', person: 'worker-2' },
  third: { role: 'duty-team', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN', person: 'duty-3' },
  protector: { role: 'data-protection-officer', organisation: 'DSCP', purpose: 'SUBJECT_ACCESS', person: 'dpo-1' },
  stranger: { role: 'duty-team', organisation: 'E08000039', purpose: 'SAFEGUARD_PLAN', person: 'duty-9' },
  teacher: {
    ...{ role: 'school-safeguarding-lead', organisation: '3714000', purpose: 'SAFEGUARD_PLAN', person: 'dsl-1' },
  },
} as const satisfies Readonly<Record<string, Viewer>>;

const answered = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

/** A hub of lines that is asked in GraphQL. */
export interface ReviewHub {
  readonly database: TestDatabase;
  /** Sends lines of one authority. */
  send(name: string, lines: readonly Line[], organisation?: string): Promise<void>;
  /** Asks as a viewer and gives the bytes of `data`; an answer with errors fails the test. */
  text(viewer: Viewer, query: string, variables?: Readonly<Record<string, unknown>>): Promise<string>;
  ask(viewer: Viewer, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Asks the database as the owner of its tables. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  setClock(now: string): void;
  close(): Promise<void>;
}

/** An empty hub of lines, on a clock that stands where the test puts it. */
export const openReviewHub = async (start = '2026-03-02T09:00:00.000Z'): Promise<ReviewHub> => {
  const database = await createDatabase();
  const deps = ingestDeps(database.pools, [...adapters, linesAdapter()]);
  let now = start;
  const serving = hubServing({
    ...{ pools: database.pools, key: '07'.repeat(32), clock: { now: () => now }, version: 'test' },
    systemNow: () => Date.parse(now),
    useCases: bindUseCases({ ...deps, hubKey: Buffer.alloc(32, 7) }),
  });
  const log = openLog({ level: 'error' });
  const ask: ReviewHub['ask'] = async (viewer, query, variables = {}) => {
    const { text } = await answer({ serving, log, production: false, viewer }, { query, variables });
    const { data, errors } = answered.parse(JSON.parse(text));
    if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no data');
    return data;
  };
  return {
    database,
    ask,
    text: async (...asked) => JSON.stringify(await ask(...asked)),
    send: async (name, lines, organisation = 'E08000017') => {
      const bytes = linesOf(lines);
      await ingestFile(deps, { adapterId: 'lines', name, bytes, organisation, receivedAt: now });
    },
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await database.pools.owner.query<Row>(sql, [...values])).rows,
    setClock: (at) => {
      now = at;
    },
    close: () => database.drop(),
  };
};
