import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { EmbeddedUnavailable } from '../errors.ts';
import { createOnce, isPresent, readIfPresent } from './files.ts';
import type { Home } from './home.ts';
import { type Durability, isUnrunnable, runProgram } from './programs.ts';
import { secret } from './secrets.ts';
import { address, HUB_NAME } from './session.ts';

const MAJOR = '18';

async function give(path: string, { user }: Home): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}

const complaint = z.object({ stderr: z.string() });

/** What initdb says holds paths and account numbers, and nothing of any child. */
function explain(error: unknown): unknown {
  const advice = 'set DATABASE_URL to a PostgreSQL 16 or newer, or choose another --data-dir';
  const said = complaint.safeParse(error);
  if (said.success && said.data.stderr !== '') {
    const line = /^initdb: (?:error: )?(.*)/m.exec(said.data.stderr)?.[1] ?? 'initdb failed';
    return new EmbeddedUnavailable(`the embedded PostgreSQL could not be set up (${line}): ${advice}`, {
      cause: error,
    });
  }
  if (!isUnrunnable(error)) return error;
  return new EmbeddedUnavailable(`the embedded PostgreSQL may not run from its folder: ${advice}`, { cause: error });
}

async function initialise(home: Home, bin: string, unfinished: string, { fsync }: Durability): Promise<void> {
  await mkdir(unfinished);
  await chmod(unfinished, 0o700);
  const passwordFile = join(unfinished, '..', 'initdb.password');
  await writeFile(passwordFile, await secret(home.dataDir, 'superuser.password'), { mode: 0o600 });
  await give(unfinished, home);
  await give(passwordFile, home);
  try {
    const identity = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    const text = ['-E', 'UTF8', '--locale=C', '--no-instructions', ...(fsync ? [] : ['--no-sync'])];
    await runProgram(home, join(bin, 'initdb'), ['-D', unfinished, ...identity, ...text]);
  } catch (error) {
    throw explain(error);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes the cluster if there is none; one left half made by a killed process is made again. */
export async function ensureCluster(home: Home, bin: string, durability: Durability): Promise<void> {
  const version = (await readIfPresent(join(home.cluster, 'PG_VERSION')))?.trim();
  if (version === MAJOR) return;
  if (version !== undefined)
    throw new EmbeddedUnavailable(`the data folder holds a PostgreSQL ${version} database; this hub runs ${MAJOR}`);
  const unfinished = `${home.cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await initialise(home, bin, unfinished, durability);
  await rename(unfinished, home.cluster);
}

async function createHub(client: pg.Client, password: string): Promise<void> {
  const role = await client.query('select 1 from pg_roles where rolname = $1', [HUB_NAME]);
  const rights = 'login createrole nosuperuser nobypassrls nocreatedb noreplication';
  const verb = role.rowCount ? 'alter' : 'create';
  await client.query(`${verb} role ${HUB_NAME} with ${rights} password ${client.escapeLiteral(password)}`);
  const database = await client.query('select 1 from pg_database where datname = $1', [HUB_NAME]);
  if (!database.rowCount) await client.query(`create database ${HUB_NAME} owner ${HUB_NAME}`);
  await client.query(`revoke connect on database ${HUB_NAME} from public`);
}

/** Makes the hub's role and database, once; nothing connects as superuser after that. */
export async function ensureHub(home: Home, port: number): Promise<void> {
  const marker = join(home.dataDir, 'hub.made');
  if (await isPresent(marker)) return;
  const client = new pg.Client({ connectionString: await address(home, port, 'postgres') });
  await client.connect();
  try {
    await createHub(client, await secret(home.dataDir, 'hub.password'));
  } finally {
    await client.end();
  }
  await createOnce(marker, '');
}
