import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, inject, test } from 'vitest';
import { migrate } from '../../prisma/migrate.ts';
import { databaseUrl, serverUrl, withClient } from '../support/test-server.ts';

const OURS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const server = inject('testServer');
const made: string[] = [];

let url: string;
let folder: string;
beforeEach(async () => {
  const base = await serverUrl(server);
  const name = `homeward_test_${server.run}_migrate_${made.length}_${process.pid}`;
  await withClient(base, (client) => client.query(`create database ${name}`));
  made.push(name);
  url = databaseUrl(base, name);
  folder = await mkdtemp(join(tmpdir(), 'homeward-migrations-'));
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(async () => {
  await withClient(await serverUrl(server), async (client) => {
    for (const name of made) await client.query(`drop database ${name} with (force)`);
  });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function tables(): Promise<string[]> {
  const sql = "select tablename::text name from pg_tables where schemaname = 'public' order by 1";
  const { rows } = await withClient(url, (client) => client.query<{ name: string }>(sql));
  return rows.map(({ name }) => name);
}

test("the hub's own migrations apply once, in order, as a role that is no superuser", async () => {
  const names = (await readdir(OURS)).sort();
  const told: string[] = [];
  expect(await migrate(url, { onProgress: (name) => told.push(name) })).toEqual({ applied: names });
  expect(told).toEqual(names);
  expect(await migrate(url)).toEqual({ applied: [] });
});

test('what is applied is written where Prisma looks for it, in its own columns', async () => {
  await write('0001_one', 'create table one ();');
  await migrate(url, { folder });
  const { rows } = await withClient(url, (client) =>
    client.query(`select checksum, migration_name, logs, rolled_back_at, applied_steps_count,
      finished_at >= started_at finished from _prisma_migrations`),
  );
  expect(rows).toEqual([
    {
      // sha256 of `create table one ();`, as `sha256sum` prints it
      checksum: '19f98682b04673c60bbd838254fcd2dcb142831079a993f8cda8509ef45414e0',
      migration_name: '0001_one',
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
      finished: true,
    },
  ]);
});

test('a later version applies only what is new', async () => {
  await write('0001_one', 'create table one ();');
  await migrate(url, { folder });
  await write('0002_two', 'create table two ();');
  expect(await migrate(url, { folder })).toEqual({ applied: ['0002_two'] });
});

test('a migration that fails leaves nothing behind, and those before it stay', async () => {
  await write('0001_one', 'create table one ();');
  await write('0002_two', 'create table two (); select 1 / 0;');
  await expect(migrate(url, { folder })).rejects.toMatchObject({ code: '22012' });
  expect(await tables()).toEqual(['_prisma_migrations', 'one']);
  await write('0002_two', 'create table two ();');
  expect(await migrate(url, { folder })).toEqual({ applied: ['0002_two'] });
});

test.for([
  ['was changed after it was applied', () => write('0001_one', 'create table another ();')],
  ['is unknown to this version', () => rm(join(folder, '0001_one'), { recursive: true })],
  ['arrives before one already applied', () => write('0000_late', 'create table late ();')],
] as const)('a migration that %s is refused', async ([, change]) => {
  await write('0001_one', 'create table one ();');
  await migrate(url, { folder });
  await change();
  await expect(migrate(url, { folder })).rejects.toMatchObject({ code: 'MIGRATION_MISMATCH' });
  expect(await tables()).toEqual(['_prisma_migrations', 'one']);
});

test('a migration another tool began and never finished is refused', async () => {
  await write('0001_one', 'create table one ();');
  await migrate(url, { folder });
  await withClient(url, (client) => client.query('update _prisma_migrations set finished_at = null'));
  await expect(migrate(url, { folder })).rejects.toMatchObject({ code: 'MIGRATION_MISMATCH' });
});

test('several processes that migrate at once apply each migration once between them', async () => {
  await cp(OURS, folder, { recursive: true });
  const outcomes = await Promise.all([1, 2, 3].map(() => migrate(url, { folder })));
  expect(outcomes.flatMap(({ applied }) => applied).sort()).toEqual((await readdir(OURS)).sort());
});
