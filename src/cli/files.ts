import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { InvalidRequest } from '../domain/errors.ts';

/** A file of the command line, read. */
export interface GivenFile {
  /** As the sender would know it: its name, below the folder that was given where one was. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const isHidden = (name: string) => name.startsWith('.');

async function kindOf(path: string): Promise<'file' | 'folder' | 'other'> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'other';
  } catch {
    throw new InvalidRequest(`there is no file or folder ${path} that could be read`);
  }
}

/** The bytes of a file, or a refusal naming it. */
export async function readGiven(path: string): Promise<Uint8Array> {
  if ((await kindOf(path)) !== 'file') throw new InvalidRequest(`${path} is not a file`);
  try {
    return await readFile(path);
  } catch {
    throw new InvalidRequest(`${path} cannot be read`);
  }
}

async function walk(folder: string, below: string): Promise<readonly GivenFile[]> {
  const found: GivenFile[] = [];
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !isHidden(name));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const name = posix.join(below, entry.name);
    if (entry.isDirectory()) found.push(...(await walk(path, name)));
    // A link to a folder is not followed: it may lead back here.
    else if ((await kindOf(path)) === 'file') found.push({ name, bytes: await readGiven(path) });
  }
  return found;
}

/** The files at these paths; a folder stands for all its files that are not hidden, always in the same order. */
export async function readPaths(paths: readonly string[]): Promise<readonly GivenFile[]> {
  const found: GivenFile[] = [];
  for (const path of paths) {
    if ((await kindOf(path)) === 'folder') found.push(...(await walk(path, '')));
    else found.push({ name: basename(path), bytes: await readGiven(path) });
  }
  if (found.length === 0) throw new InvalidRequest('there is no file to take in: the folder is empty');
  return found;
}
