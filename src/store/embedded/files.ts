import { randomBytes } from 'node:crypto';
import { access, chown, link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A name beside `path` that nobody else uses. */
export function temporaryName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Whether the error is the system's, with this code. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Whether there is a file or folder of this name. */
export function isPresent(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The text of a file, or `undefined` when there is none. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Gives a file root made to the owner of its folder, who would otherwise be locked out of what is theirs. */
export async function giveToFolderOwner(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  if (uid !== 0) await chown(path, uid, gid);
}

/** Creates the file with this text, whole, readable by its owner alone; false when another was there first. */
export async function createOnce(path: string, text: string): Promise<boolean> {
  const draft = temporaryName(path);
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await giveToFolderOwner(draft);
    await link(draft, path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
