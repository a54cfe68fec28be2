import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeCluster } from './test-server.ts';

const program = fileURLToPath(new URL('../../src/cli/homeward.js', import.meta.url));

/** A hub that `npm start` would serve, in a process and a folder of its own. */
export interface ServedDemo {
  /** Where its pages are, without a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

const addressSaid = async ({ stdout }: ChildProcess): Promise<string> => {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += String(chunk);
    const address = /answers at (\S+)\/graphql\n/.exec(said)?.[1];
    if (address) return address;
  }
  throw new Error(`the hub ended before it answered: ${said}`);
};

/** Starts the hub with its demo and waits until it answers. */
export const serveDemo = async (): Promise<ServedDemo> => {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-served-demo-'));
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await removeCluster(join(folder, '.homeward'));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await addressSaid(child);
    child.stdout?.resume();
    return { address, close };
  } catch (error) {
    await close();
    throw error;
  }
};
