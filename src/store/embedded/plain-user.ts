import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An ordinary account of this machine, under which PostgreSQL agrees to run. */
export interface PlainUser {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: PlainUser = { uid: 65534, gid: 65534 };

/** The account PostgreSQL must run under, or `undefined` when this process is not root and may run it itself. */
export async function plainUser(): Promise<PlainUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(accounts) ?? [];
  // macOS writes -2, which the system calls take as an unsigned number.
  return uid && gid ? { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } : NOBODY;
}

async function mayPass(folder: string, user: PlainUser): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return gid === user.gid ? (mode & 0o010) !== 0 : (mode & 0o001) !== 0;
}

/** Whether the user can enter the folder: it and every folder above it let them pass. */
export async function mayEnter(folder: string, user: PlainUser): Promise<boolean> {
  let step = await realpath(folder);
  for (;;) {
    if (!(await mayPass(step, user))) return false;
    const above = dirname(step);
    if (above === step) return true;
    step = above;
  }
}
