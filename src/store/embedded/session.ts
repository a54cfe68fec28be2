import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Home } from './home.ts';
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
  /** The number of sessions of other hub processes, and of other presences in this one. */
  countOthers(): Promise<number>;
  close(): Promise<void>;
}

const OTHERS = `
  select count(*)::int n from pg_stat_activity
  where application_name like 'homeward/%' and application_name <> $1
    and (application_name like 'homeward/presence/%' or application_name not like $2)`;

/** Opens a presence; fails when the server does not answer, or is not the one of this cluster. */
export async function openPresence(url: string): Promise<Presence> {
  const name = `homeward/presence/${process.pid}/${randomBytes(4).toString('hex')}`;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: 1,
    idleTimeoutMillis: 0,
    // A forgotten presence must not keep its process from ending.
    allowExitOnIdle: true,
    connectionTimeoutMillis: 5_000,
  });
  // The server may be stopped by somebody else; whoever uses it next is told, so this is no fault of its own.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    countOthers: async () =>
      (await pool.query<{ n: number }>(OTHERS, [name, `homeward/%/${process.pid}`])).rows[0]?.n ?? 0,
    close: () => pool.end(),
  };
}
