import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Witness } from '../app/ledger/witness-checkpoint.ts';
import { emptyTree, type Tree } from '../domain/merkle-tree.ts';

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const line = z.strictObject({ size: z.int().min(0), peaks: z.array(bytes), note: z.string() });

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Every checkpoint a witness file holds, oldest first; a last line cut short by a crash is left out. */
export const readWitnessFile = async (path: string): Promise<readonly z.output<typeof line>[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return '';
    throw error;
  });
  const lines = text.split('\n');
  return lines.slice(0, -1).map((each) => line.parse(JSON.parse(each)));
};

const append = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * A witness that is a file, one JSON line a checkpoint: `{size, peaks, note}`. Where it lies on another machine or on
 * media that cannot be rewritten, it holds whatever becomes of the database.
 */
export const witnessFile = (path: string): Witness => ({
  known: async (): Promise<Tree> => (await readWitnessFile(path)).at(-1) ?? emptyTree,
  remember: (note, { size, peaks }) =>
    append(path, `${JSON.stringify({ size, peaks: peaks.map((peak) => peak.toString('base64')), note })}\n`),
});
