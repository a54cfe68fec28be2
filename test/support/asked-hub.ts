import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import type { ExchangeParts } from '../../src/app/exchange/open-exchange.ts';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import type { Summary } from '../../src/app/ingest/summary.ts';
import { bindUseCases } from '../../src/app/use-cases.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { answer } from '../../src/server/answer.ts';
import { openLog } from '../../src/server/log.ts';
import { hubServing } from '../../src/server/serving.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { ingestDeps } from './ingest-hub-deps.ts';

const answered = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

/** A hub in this process, on a clock that stands where the test puts it. */
export interface AskedHub {
  readonly database: TestDatabase;
  readonly deps: ReturnType<typeof ingestDeps>;
  /** Sends a file, as JSON or as text. */
  send(adapterId: string, organisation: string, content: unknown, name?: string): Promise<Summary>;
  /** Asks as a viewer and gives `data`; an answer with errors fails the test. */
  ask(viewer: Viewer, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Puts the clock forward, or back. */
  setClock(now: string): void;
  close(): Promise<void>;
}

/** An empty hub with the real adapters. */
export const openAskedHub = async (
  start = '2015-10-23T09:00:00.000Z',
  exchangeOf?: (ingest: IngestDeps) => ExchangeParts,
  holding: { readonly demo?: boolean } = {},
): Promise<AskedHub> => {
  const database = await createDatabase(holding);
  const deps = ingestDeps(database.pools, adapters);
  let now = start;
  let sent = 0;
  const serving = hubServing({
    pools: database.pools,
    key: '07'.repeat(32),
    clock: { now: () => now },
    systemNow: () => Date.parse(now),
    version: 'test',
    useCases: bindUseCases({ ...deps, hubKey: Buffer.alloc(32, 7), exchange: exchangeOf?.(deps) }),
  });
  const log = openLog({ level: 'error' });
  return {
    database,
    deps,
    send: (adapterId, organisation, content, name) => {
      const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
      sent += 1;
      return ingestFile(deps, { adapterId, name: name ?? `file-${sent}.json`, bytes, organisation, receivedAt: now });
    },
    ask: async (viewer, query, variables = {}) => {
      const { text } = await answer({ serving, log, production: false, viewer }, { query, variables });
      const { data, errors } = answered.parse(JSON.parse(text));
      if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no data');
      return data;
    },
    setClock: (at) => {
      now = at;
    },
    close: () => database.drop(),
  };
};
