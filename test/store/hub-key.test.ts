import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindHubKey } from '../../src/store/hub-key.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const [one, other] = ['11'.repeat(32), '22'.repeat(32)];
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test('a database opens again with its own key, and with no other', async () => {
  await bindHubKey(database.pools.ingest, one);
  await bindHubKey(database.pools.ingest, one);
  await expect(bindHubKey(database.pools.ingest, other)).rejects.toThrow(/another hub key/);
});

test('nothing of the key itself is stored', async () => {
  const { rows } = await database.pools.owner.query(`select encode(fingerprint, 'hex') kept from hub_key`);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.kept).not.toContain('1111');
});
