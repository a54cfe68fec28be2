import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidRequest } from '../../domain/errors.ts';
import { writers } from './writers/index.ts';

/** Files beside the folders of the adapters. */
export const TRUTH = 'truth.jsonl';
export const README = 'README.txt';

const contentsOf = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new InvalidRequest(`${folder} is not a folder that could be written`);
  }
};

/**
 * Makes the folder ready: empty of what was invented before, which is removed only where that is asked for.
 * @throws InvalidRequest where it is not empty and nothing may be removed
 */
export const prepareFolder = async (folder: string, overwrite: boolean): Promise<void> => {
  const found = await contentsOf(folder);
  if (found.length > 0 && !overwrite) {
    throw new InvalidRequest(`${folder} is not empty; --overwrite replaces what was invented there before`);
  }
  const ours = [...new Set(writers.map(({ adapter }) => adapter)), TRUTH, README];
  for (const name of ours) await rm(join(folder, name), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
};
