import { afterAll, beforeAll, expect, test } from 'vitest';
import { duties, openPools } from '../../src/store/pools.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/test-server.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test.for(duties)('the %s pool acts as its own database role and no other', async (duty) => {
  const { rows } = await database.pools[duty].query(
    'select current_user::text "user", session_user::text login, current_setting(\'application_name\') name',
  );
  expect(rows[0]?.user).toBe(`homeward_${duty}`);
  expect(rows[0]?.login).not.toBe(rows[0]?.user);
  expect(rows[0]?.name).toBe(`homeward/${duty}/${process.pid}`);
});

test('the read pool can read the child view and change nothing', async () => {
  await expect(database.pools.read.query('select * from child_view')).resolves.toMatchObject({ rows: [] });
  await expect(database.pools.read.query('delete from child_view')).rejects.toMatchObject({ code: '25006' });
  const writing = 'begin; set transaction read write; delete from child_view';
  const client = await database.pools.read.connect();
  await expect(client.query(writing)).rejects.toMatchObject({ code: '42501' });
  await client.query('rollback');
  client.release();
  await expect(database.pools.read.query('select * from raw_content')).rejects.toMatchObject({ code: '42501' });
});

test('the ledger pool can write the ledger and never read it', async () => {
  await expect(database.pools.ledger.query('select * from ledger_entry')).rejects.toMatchObject({ code: '42501' });
});

test('instants, dates and large numbers arrive exactly as PostgreSQL writes them', async () => {
  const { rows } = await database.pools.read.query(
    `select 'infinity'::timestamptz a, '2015-10-23T09:00:00.123456Z'::timestamptz b, '2015-10-23'::date c,
      9007199254740993::int8 d, 1.10::numeric e, array['infinity'::timestamptz] f, array[1::int8] g, 7::int4 h`,
  );
  expect(rows[0]).toEqual({
    a: 'infinity',
    b: '2015-10-23 09:00:00.123456+00',
    c: '2015-10-23',
    d: '9007199254740993',
    e: '1.10',
    f: ['infinity'],
    g: ['1'],
    h: 7,
  });
});

test('a read that takes too long is stopped', async () => {
  const pools = await openPools({ url: database.url, readTimeoutMs: 50 });
  await expect(pools.read.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  await pools.end();
});

test('a database that does not exist is a fault, and leaves nothing open', async () => {
  await expect(openPools({ url: databaseUrl(database.url, 'nowhere') })).rejects.toMatchObject({ code: '3D000' });
});
