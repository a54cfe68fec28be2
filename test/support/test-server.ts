import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../../prisma/migrate.ts';
import { startEmbedded, stopEmbedded } from '../../src/store/embedded/embedded.ts';
import { createOnce, readIfPresent } from '../../src/store/embedded/files.ts';
import { secret } from '../../src/store/embedded/secrets.ts';

/** The PostgreSQL a run of the tests uses: one given by its address, or a throw-away one in a folder. */
export interface TestServer {
  /** Part of the name of every database of this run. */
  readonly run: string;
  readonly url?: string;
  readonly folder?: string;
}

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const SETTING_UP = 4_190_201;

/** Runs the work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'test' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** Runs the work on a connection while no other test process runs such work. */
async function oneAtATime<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [SETTING_UP]);
    return work(client);
  });
}

async function superuserUrl(folder: string, url: string): Promise<string> {
  const address = new URL(databaseUrl(url, 'postgres'));
  address.username = 'postgres';
  address.password = await secret(folder, 'superuser.password');
  return address.href;
}

async function startThrowAway(folder: string): Promise<string> {
  const { url } = await startEmbedded({ dataDir: folder, fsync: false });
  await oneAtATime(await superuserUrl(folder, url), (client) => client.query('alter role homeward createdb'));
  await createOnce(join(folder, 'test-url'), url);
  return url;
}

/** The address of this run's server, started at first need. */
export async function serverUrl({ url, folder = '' }: TestServer): Promise<string> {
  return url ?? (await readIfPresent(join(folder, 'test-url'))) ?? startThrowAway(folder);
}

/** Changes with the migrations, so that a watching run never clones an outdated template. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort()) {
    const sql = await readFile(join(MIGRATIONS, name, 'migration.sql')).catch(() => '');
    hash.update(name).update(sql);
  }
  return hash.digest('hex').slice(0, 8);
}

/** The name of this run's migrated template database, made at first need. */
export async function ensureTemplate(url: string, run: string): Promise<string> {
  const name = `homeward_test_${run}_template_${await fingerprint()}`;
  const exists = 'select 1 from pg_database where datname = $1';
  const isMade = await withClient(url, (client) => client.query(exists, [name]));
  if (isMade.rowCount) return name;
  await oneAtATime(url, async (client) => {
    if ((await client.query(exists, [name])).rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    await migrate(databaseUrl(url, unfinished));
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

/** The name of a database made once a run by filling a copy of another; whoever comes second waits for it. */
export async function ensureFilled(
  url: string,
  { name, template, fill }: { name: string; template: string; fill: (address: string) => Promise<void> },
): Promise<string> {
  const exists = 'select 1 from pg_database where datname = $1';
  await oneAtATime(url, async (client) => {
    if ((await client.query(exists, [name])).rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} template ${template}`);
    await fill(databaseUrl(url, unfinished));
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

/** Drops every database of this run that its tests left behind. */
export async function dropLeaked(url: string, run: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname ^@ $1', [
      `homeward_test_${run}_`,
    ]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  });
}

/** Stops the cluster of this data folder and removes all its files, wherever they are. */
export async function removeCluster(dataDir: string): Promise<void> {
  await stopEmbedded({ dataDir, force: true });
  const elsewhere = (await readIfPresent(join(dataDir, 'cluster-location')))?.trim();
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
