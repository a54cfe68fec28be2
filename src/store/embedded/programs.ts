import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { giveToFolderOwner, isSystemError } from './files.ts';
import type { Home } from './home.ts';

const run = promisify(execFile);

const LOG_LIMIT_BYTES = 10_000_000;

/** How durable the server is: `fsync` off is for throw-away databases alone. */
export interface Durability {
  readonly fsync: boolean;
}

/** Under whose account, where, and with what surroundings PostgreSQL's programs run. */
function surroundings({ folder, user }: Home): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  // Nothing of the hub's own environment (keys, other databases' PG* variables) reaches the server.
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', SystemRoot: process.env['SystemRoot'] };
  return { cwd: folder, env, ...user };
}

/** Runs one of PostgreSQL's programs to its end; what it complains of becomes the error's message. */
export async function runProgram(home: Home, program: string, args: readonly string[]): Promise<void> {
  await run(program, [...args], { ...surroundings(home), windowsHide: true });
}

/** Where the server of this home writes its log. */
export function logPath(home: Home): string {
  return join(home.folder, 'postgres.log');
}

async function openLog(home: Home) {
  const path = logPath(home);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
  const log = await open(path, 'a', 0o600);
  await giveToFolderOwner(path);
  return log;
}

/** What the log gained since it had this many bytes. */
export async function logSince(home: Home, start: number): Promise<string> {
  const log = await open(logPath(home), 'r');
  try {
    const { size } = await log.stat();
    const { buffer, bytesRead } = await log.read(Buffer.alloc(Math.max(0, size - start)), { position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await log.close();
  }
}

/** A server that was just spawned: where its part of the log begins, and whether it has ended. */
export interface Spawned {
  readonly logStart: number;
  hasEnded(): boolean;
}

/** Starts a program that outlives this process, writing to the home's log. */
export async function spawnDetached(home: Home, program: string, args: readonly string[]): Promise<Spawned> {
  const log = await openLog(home);
  try {
    const { size: logStart } = await log.stat();
    const stdio: SpawnOptions['stdio'] = ['ignore', log.fd, log.fd];
    const child = spawn(program, [...args], { ...surroundings(home), stdio, detached: true, windowsHide: true });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return { logStart, hasEnded: () => child.exitCode !== null || child.signalCode !== null };
  } finally {
    await log.close();
  }
}

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}

/** Whether a start failed for a reason that passes: the port was taken, or the last server's backends are ending. */
export function isPassing(log: string): boolean {
  return /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block/.test(log);
}

/** Whether the error says that a program could not be found or was not allowed to run. */
export function isUnrunnable(error: unknown): boolean {
  return isSystemError(error, 'ENOENT') || isSystemError(error, 'EACCES') || isSystemError(error, 'EPERM');
}
