import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedUnavailable } from '../errors.ts';
import { createOnce, isSystemError, readIfPresent } from './files.ts';

async function read(path: string): Promise<string | undefined> {
  try {
    return (await readIfPresent(path))?.trim();
  } catch (error) {
    if (!isSystemError(error, 'EACCES')) throw error;
    throw new EmbeddedUnavailable('the data folder belongs to another user: run as them, or choose another --data-dir');
  }
}

/** A secret of 64 hexadecimal digits kept in this file, made at first use and readable by its owner alone. */
export async function secret(dataDir: string, name: string): Promise<string> {
  const path = join(dataDir, name);
  const kept = await read(path);
  if (kept) return kept;
  await mkdir(dataDir, { recursive: true });
  await createOnce(path, randomBytes(32).toString('hex'));
  return secret(dataDir, name);
}

/** The hub's own key (32 bytes in hexadecimal), from which it derives its cursors' and identifiers' keys. */
export function hubKey(dataDir: string): Promise<string> {
  return secret(dataDir, 'hub.key');
}
