import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { inject } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { loadDemo } from '../../prisma/seed.ts';
import { type OwnedPools, openOwnedPools, openPools } from '../../src/store/pools.ts';
import { ingestDeps } from './ingest-hub-deps.ts';
import { databaseUrl, ensureFilled, ensureTemplate, serverUrl, withClient } from './test-server.ts';

/** A migrated, empty database of a test's own. */
export interface TestDatabase {
  /** Its address for the role that owns its tables, which is not a superuser. */
  readonly url: string;
  /** With `owner`, for arranging and inspecting. */
  readonly pools: OwnedPools;
  drop(): Promise<void>;
}

const NOT_ALLOWED = '42501';
const ATTEMPTS = 50;

/** Drops a database; the server's own housekeeping may be in it for a moment, which only a superuser could interrupt. */
async function dropPatiently(client: ClientBase, name: string, attempt = 1): Promise<void> {
  try {
    await client.query(`drop database if exists ${name} with (force)`);
  } catch (error) {
    const isBusy = error instanceof Error && 'code' in error && error.code === NOT_ALLOWED;
    if (!isBusy || attempt === ATTEMPTS) throw error;
    await wait(200);
    await dropPatiently(client, name, attempt + 1);
  }
}

/** Loads the demo into a migrated database, and waits until nobody is in it. */
async function fillWithDemo(url: string): Promise<void> {
  const pools = await openPools({ url, max: 2 });
  try {
    await loadDemo(ingestDeps(pools, adapters));
  } finally {
    await pools.end();
  }
}

/** Makes a database of one's own, empty or with the demo in it; call `drop` in `afterAll`. */
export async function createDatabase({ demo = false }: { readonly demo?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const base = await serverUrl(server);
  const empty = await ensureTemplate(base, server.run);
  const template = demo
    ? await ensureFilled(base, { name: `${empty}_demo`, template: empty, fill: fillWithDemo })
    : empty;
  const name = `homeward_test_${server.run}_${randomBytes(6).toString('hex')}`;
  await withClient(base, (client) => client.query(`create database ${name} template ${template}`));
  const url = databaseUrl(base, name);
  const pools = await openOwnedPools({ url, max: 4 });
  const drop = async () => {
    await pools.end();
    await withClient(base, (client) => dropPatiently(client, name));
  };
  return { url, pools, drop };
}
