import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildHubSchema } from '../../schema/index.ts';
import type { UseCases } from '../../src/app/use-cases.ts';
import { readConfig } from '../../src/config.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { openLog } from '../../src/server/log.ts';
import { serveHub } from '../../src/server/serve-hub.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { writesNothing } from './executors.ts';
import { newRandom } from './random.ts';
import { scatterWorld, type World } from './scattered-world.ts';

/** A hub of scattered children, wired and listening as `homeward serve` wires it. */
export interface ServedHub {
  readonly app: FastifyInstance;
  readonly address: string;
  readonly database: TestDatabase;
  readonly world: World;
  /** Everything it has logged. */
  readonly logged: () => string;
  /** Connections that were taken to read children, or to write the ledger. */
  readonly taken: () => number;
  readonly token: (viewer: Viewer, more?: { readonly isFresh?: boolean }) => Promise<string>;
  /** Moves system time on. */
  readonly wait: (milliseconds: number) => void;
  readonly ask: (authorization: string, body: unknown) => Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

interface ServedHubOptions {
  /** What the environment says beside the defaults of these tests. */
  readonly env?: Readonly<Record<string, string>>;
  readonly children?: number;
  /** What the hub does beside reading; nothing, unless told. */
  readonly useCases?: Partial<UseCases>;
  /** Stands in for the pools the hub would read with. */
  readonly pools?: (database: TestDatabase) => TestDatabase['pools'];
}

/** Serves as production does, but for the development issuer that makes the tests' tokens. */
export const serveTestHub = async ({
  env = {},
  children = 4,
  pools,
  useCases = {},
}: ServedHubOptions = {}): Promise<ServedHub> => {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-served-hub-'));
  const database = await createDatabase();
  const world = await scatterWorld(database.pools.owner, buildHubSchema(), newRandom(11), children);
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  let [taken, later] = [0, 0];
  for (const pool of [database.pools.read, database.pools.ledger]) {
    pool.on('acquire', () => {
      taken += 1;
    });
  }
  const settings = { NODE_ENV: 'production', HOMEWARD_DEV_ISSUER: 'on', PORT: '0', HOMEWARD_DATA_DIR: folder };
  const { app, address, tokens } = await serveHub({
    config: readConfig({ ...settings, ...env }),
    pools: pools?.(database) ?? database.pools,
    key: '07'.repeat(32),
    log: openLog({ level: 'info', destination }),
    version: 'test',
    systemNow: () => Date.now() + later,
    clockStart: '2015-10-23T09:00:00Z',
    question: { document: '{ hub { now } }', askers: [] },
    useCases: { ...writesNothing, ...useCases },
  });
  return {
    ...{ app, address, database, world },
    logged: () => lines.join(''),
    taken: () => taken,
    token: async ({ role, organisation, person, purpose }, more = {}) => {
      if (!tokens.issuer) throw new Error('no issuer');
      return `Bearer ${await tokens.issuer.mint({ role, organisation, person, purpose, seconds: 86_400, ...more })}`;
    },
    wait: (milliseconds) => {
      later += milliseconds;
    },
    ask: (authorization, body) =>
      app.inject({
        method: 'POST',
        url: '/graphql',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(authorization && { authorization }),
        },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: async () => {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
