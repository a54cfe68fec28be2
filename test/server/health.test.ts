import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseReadiness } from '../../src/server/database-readiness.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { smallHub } from '../support/small-hub.ts';

const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test('a hub whose database answers and is migrated is ready', async () => {
  const hub = await smallHub({ readiness: databaseReadiness({ pool: database.pools.admin, migrations }) });
  const answer = await hub.app.inject('/health/ready');
  expect({ status: answer.statusCode, body: answer.json() }).toEqual({ status: 200, body: { status: 'ready' } });
  await hub.close();
});

test('a hub whose database waits for a migration is not ready, and says so', async () => {
  const newer = await mkdtemp(join(tmpdir(), 'homeward-migrations-'));
  await mkdir(join(newer, '9999_later'));
  const readiness = databaseReadiness({ pool: database.pools.admin, migrations: newer });
  expect(await readiness()).toEqual({ ok: false, reason: 'migrations wait to be applied' });
  await rm(newer, { recursive: true });
});

test('a hub whose database is gone is up but not ready, and says nothing of where it was', async () => {
  const other = await createDatabase();
  await other.drop();
  const readiness = databaseReadiness({ pool: other.pools.admin, migrations });
  const hub = await smallHub({ readiness });
  const answer = await hub.app.inject('/health/ready');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ status: 'not ready', reason: 'the database does not answer' });
  expect((await hub.app.inject('/health/live')).json()).toEqual({ status: 'live' });
  await hub.close();
});
