import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createOnce, isPresent, readIfPresent } from './files.ts';
import { mayEnter, type PlainUser, plainUser } from './plain-user.ts';

/** Where one embedded database lives, and under which account its server runs. */
export interface Home {
  /** The folder that was asked for: keys, lock, and a pointer if the cluster is elsewhere. */
  readonly dataDir: string;
  /** The folder of programs, cluster and log: `dataDir`, or one the plain user can reach. */
  readonly folder: string;
  readonly cluster: string;
  /** Absent when this process runs the server itself. */
  readonly user: PlainUser | undefined;
}

const SHARED_ROOT = '/var/lib/homeward';
const POINTER = 'cluster-location';

/** A folder whose pointer was deleted keeps its name taken: deleting the data folder means starting afresh. */
async function reachableFolder(dataDir: string): Promise<string> {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = join(SHARED_ROOT, name);
  return (await isPresent(folder)) ? `${folder}-${randomBytes(4).toString('hex')}` : folder;
}

async function makeFolder(path: string, mode: number): Promise<void> {
  if (await isPresent(path)) return;
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
}

async function chooseFolder(dataDir: string, user: PlainUser | undefined): Promise<string> {
  const pointer = join(dataDir, POINTER);
  const known = (await readIfPresent(pointer))?.trim();
  if (known) return known;
  if (!user || (await mayEnter(dataDir, user))) return dataDir;
  const folder = await reachableFolder(dataDir);
  return (await createOnce(pointer, `${folder}\n`)) ? folder : chooseFolder(dataDir, user);
}

async function ownerOf(path: string): Promise<PlainUser | undefined> {
  const made = await stat(path).catch(() => undefined);
  return made && made.uid !== 0 ? { uid: made.uid, gid: made.gid } : undefined;
}

/** Finds or makes the folders of the embedded database asked for; nothing is started. */
export async function locateHome(asked: string): Promise<Home> {
  const dataDir = resolve(asked);
  const anybody = await plainUser();
  await makeFolder(dataDir, anybody ? 0o711 : 0o700);
  // What an ordinary user made stays theirs when root comes by.
  const user = anybody && ((await ownerOf(dataDir)) ?? anybody);
  const folder = await chooseFolder(dataDir, user);
  if (folder !== dataDir) {
    await makeFolder(SHARED_ROOT, 0o711);
    await makeFolder(folder, 0o711);
  }
  const cluster = join(folder, 'cluster');
  return { dataDir, folder, cluster, user: user && ((await ownerOf(cluster)) ?? user) };
}
