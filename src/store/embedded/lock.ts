import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { EmbeddedUnavailable } from '../errors.ts';
import { createOnce, readIfPresent } from './files.ts';
import { birthmark } from './processes.ts';

const holder = z.object({ pid: z.number().int().positive(), born: z.string(), ticket: z.string() });

const PATIENCE_MS = 180_000;
const BREAKING_MS = 10_000;

/** A pid alone would mistake a stranger that was given the same number for the holder. */
async function isStale(text: string): Promise<boolean> {
  try {
    const { pid, born } = holder.parse(JSON.parse(text));
    const now = await birthmark(pid);
    return now === undefined || (born !== 'unknown' && now !== 'unknown' && now !== born);
  } catch {
    return true;
  }
}

async function removeIfOld(path: string): Promise<void> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > BREAKING_MS) await rm(path, { force: true });
}

/**
 * Removes a lock whose holder is gone. Two processes may see the same stale lock, and the slower must not remove the
 * lock the faster has meanwhile taken: so one at a time, and only while the lock is still the one that was judged.
 */
async function breakStale(path: string, judged: string): Promise<void> {
  const breaking = `${path}.breaking`;
  if (!(await createOnce(breaking, ''))) return removeIfOld(breaking);
  try {
    if ((await readIfPresent(path)) === judged) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  const born = (await birthmark(process.pid)) ?? 'unknown';
  const mine = JSON.stringify({ pid: process.pid, born, ticket: randomBytes(8).toString('hex') });
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await createOnce(path, mine))) {
    if (Date.now() > deadline) throw new EmbeddedUnavailable('another process has held the data folder for too long');
    const text = await readIfPresent(path);
    if (text !== undefined && (await isStale(text))) await breakStale(path, text);
    else await sleep(25 + Math.random() * 25);
  }
}

/** Runs the work while no other process runs work under the same lock file; a dead holder's lock is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
