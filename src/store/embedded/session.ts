import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Home } from './home.ts';
import { isAlive } from './processes.ts';
import { secret } from './secrets.ts';

/** The role and the database the hub works as and in. */
export const HUB_NAME = 'homeward';

/** A connection address of the embedded server for this role and database. */
export async function address(home: Home, port: number, role: 'homeward' | 'postgres'): Promise<string> {
  const password = await secret(home.dataDir, role === 'postgres' ? 'superuser.password' : 'hub.password');
  return `postgres://${role}:${password}@127.0.0.1:${port}/${role}`;
}

/** This process's sign on the server that somebody is using it, there until it is closed or the process dies. */
export interface Presence {
  /** Whether another hub process, or another presence in this one, is using the server. */
  isShared(): Promise<boolean>;
  close(): Promise<void>;
}

const OTHERS = `
  select application_name "name" from pg_stat_activity
  where application_name like 'homeward/%' and application_name <> $1
    and (application_name like 'homeward/presence/%' or application_name not like $2)`;

const GOODBYE_MS = 1_000;

/** Sessions of the living: PostgreSQL needs a moment to notice that a process was killed. */
async function namesOfOthers(pool: pg.Pool, name: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(OTHERS, [name, `homeward/%/${process.pid}`]);
  return rows.map((row) => row.name).filter((other) => isAlive(Number(other.split('/')[2])));
}

/** Sessions without a presence are those of a hub that came by DATABASE_URL, or of one that is just leaving. */
async function isShared(pool: pg.Pool, name: string): Promise<boolean> {
  const deadline = Date.now() + GOODBYE_MS;
  for (;;) {
    const others = await namesOfOthers(pool, name);
    if (others.length === 0) return false;
    if (others.some((other) => other.startsWith('homeward/presence/')) || Date.now() > deadline) return true;
    await sleep(20);
  }
}

/** Takes the sign down before the connection goes, so that the next to leave does not count it while it is closing. */
async function close(pool: pg.Pool): Promise<void> {
  await pool.query("set application_name = 'leaving'").catch(() => undefined);
  await pool.end();
}

/** Opens a presence; fails when the server does not answer or does not know the hub. */
export async function openPresence(url: string): Promise<Presence> {
  const name = `homeward/presence/${process.pid}/${randomBytes(4).toString('hex')}`;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: 1,
    idleTimeoutMillis: 0,
    // A forgotten presence must not keep its process from ending.
    allowExitOnIdle: true,
    connectionTimeoutMillis: 10_000,
  });
  // The server may be stopped by somebody else; whoever uses it next is told, so this is no fault of its own.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { isShared: () => isShared(pool, name), close: () => close(pool) };
}
