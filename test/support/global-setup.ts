import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../../src/store/embedded/processes.ts';
import { dropLeaked, removeCluster, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const PREFIX = 'homeward-test-';
const ABANDONED_MS = 6 * 3_600_000;

/** Clusters of runs that were killed; their age is asked too, as another container may share this folder. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const madeAt = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (Date.now() - madeAt > ABANDONED_MS && !isAlive(pid)) await removeCluster(folder).catch(() => undefined);
  }
}

/** Names the PostgreSQL of this run; the first test that asks for a database starts it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['DATABASE_URL'];
  const run = String(process.pid);
  if (url) {
    project.provide('testServer', { url, run });
    return () => dropLeaked(url, run);
  }
  await sweepAbandoned();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${run}-`));
  project.provide('testServer', { folder, run });
  return () => removeCluster(folder);
}
