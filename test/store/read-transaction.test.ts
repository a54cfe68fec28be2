import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { newRequestScope } from '../../src/server/request-scope.ts';
import { openReadTransaction } from '../../src/store/read-transaction.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { servingDeps } from '../support/executors.ts';

const viewer: Viewer = { role: 'social-worker', organisation: 'E08000017', person: 'w', purpose: 'SAFEGUARD_PLAN' };

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const idle = async () => {
  const { read } = database.pools;
  await expect.poll(() => read.totalCount - read.idleCount).toBe(0);
};

test('what was asked before the end is answered, and the connection returns', async () => {
  const transaction = await openReadTransaction(database.pools.read, viewer);
  const asked = transaction.query(`select current_setting('homeward.organisation') organisation`, []);
  transaction.end();
  expect(await asked).toEqual([{ organisation: 'E08000017' }]);
  await idle();
});

test('nothing is read after the end: the connection may be another viewer’s by then', async () => {
  const transaction = await openReadTransaction(database.pools.read, viewer);
  transaction.end();
  transaction.end();
  await expect(transaction.query('select 1', [])).rejects.toMatchObject({ code: 'READ_AFTER_END' });
  await idle();
});

test('a resolver that is late, because its operation has failed, opens nothing that nobody would end', async () => {
  const scope = newRequestScope(servingDeps(buildHubSchema(), database.pools.read), viewer, 'request');
  const reader = scope.reader();
  await reader.knownAt();
  scope.end();
  await expect(reader.knownAt()).rejects.toMatchObject({ code: 'READ_AFTER_END' });
  await idle();
});
