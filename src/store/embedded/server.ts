import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedUnavailable } from '../errors.ts';
import { readIfPresent } from './files.ts';
import type { Home } from './home.ts';
import { runsWith } from './processes.ts';
import { type Durability, freePort, isPassing, logSince, runProgram, type Spawned, spawnDetached } from './programs.ts';

const READY_MS = 120_000;
const STARTS = 5;
// One above the largest id a process can have, on every system PostgreSQL runs on.
const NOBODYS_PID = 4_194_304;

/** What `postmaster.pid` says of the server of this cluster. */
interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

const pidFile = (home: Home) => join(home.cluster, 'postmaster.pid');

async function readPostmaster(home: Home): Promise<Postmaster | undefined> {
  const text = await readIfPresent(pidFile(home));
  const lines = text?.split('\n') ?? [];
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 ? { pid, port, isReady: lines[7]?.trim() === 'ready' } : undefined;
}

async function findLive(home: Home): Promise<Postmaster | undefined> {
  const found = await readPostmaster(home);
  return found && (await runsWith(found.pid, home.cluster)) ? found : undefined;
}

/** The port of the running server of this cluster, once it is ready; `undefined` when none runs. */
export async function runningPort(home: Home): Promise<number | undefined> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const found = await findLive(home);
    if (!found) return undefined;
    if (found.isReady) return found.port;
    if (Date.now() > deadline) throw new EmbeddedUnavailable('the embedded PostgreSQL is running but never gets ready');
    await sleep(20);
  }
}

/**
 * PostgreSQL recovers a stale `postmaster.pid` unless its number now belongs to another process, or
 * to one that has ended unnoticed. The file is not
 * deleted, because it is also how PostgreSQL finds the last server's memory still in use: only the number is replaced.
 */
async function disownStranger(home: Home): Promise<void> {
  const found = await readPostmaster(home);
  if (!found || (await runsWith(found.pid, home.cluster))) return;
  const text = await readFile(pidFile(home), 'utf8');
  await writeFile(pidFile(home), text.replace(/^\d+/, String(NOBODYS_PID)));
}

function settings(home: Home, port: number, { fsync }: Durability): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and error details hold values of children's records; the log must not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', home.cluster, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function untilReady(home: Home, spawned: Spawned): Promise<number | undefined> {
  const deadline = Date.now() + READY_MS;
  while (!spawned.hasEnded() && Date.now() < deadline) {
    const found = await findLive(home);
    if (found?.isReady) return found.port;
    await sleep(10);
  }
  return undefined;
}

/** Starts the server of this cluster and returns its port once it answers. */
export async function startServer(home: Home, bin: string, durability: Durability): Promise<number> {
  await disownStranger(home);
  let said = '';
  for (let attempt = 1; attempt <= STARTS; attempt++) {
    const spawned = await spawnDetached(home, join(bin, 'postgres'), settings(home, await freePort(), durability));
    const port = await untilReady(home, spawned);
    if (port !== undefined) return port;
    said = await logSince(home, spawned.logStart);
    if (!isPassing(said)) break;
    await sleep(200 * attempt);
  }
  throw new EmbeddedUnavailable(
    `the embedded PostgreSQL did not start: ${said.trim().split('\n').slice(-5).join(' | ')}`,
  );
}

/** Stops the running server of this cluster and waits until it has ended. */
export async function stopServer(home: Home, bin: string): Promise<void> {
  await runProgram(home, join(bin, 'pg_ctl'), ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '120', '-s']);
}
