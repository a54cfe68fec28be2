import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { migrate } from '../../prisma/migrate.ts';
import { startEmbedded, stopEmbedded } from '../../src/store/embedded/embedded.ts';
import { readIfPresent } from '../../src/store/embedded/files.ts';
import { type OwnedPools, openOwnedPools } from '../../src/store/pools.ts';

/** A migrated PostgreSQL of a bench's own, gone when it ends. It flushes to disk as a hub's does. */
export interface ThrowAwayDatabase {
  readonly url: string;
  readonly folder: string;
  readonly pools: OwnedPools;
  readonly version: string;
  /** Process id of the server, for measuring what it uses. */
  readonly pid: number;
  remove(): Promise<void>;
}

const removeFolder = async (folder: string): Promise<void> => {
  await stopEmbedded({ dataDir: folder, force: true });
  const elsewhere = (await readIfPresent(join(folder, 'cluster-location')))?.trim();
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
};

const versionOf = async (pool: pg.Pool): Promise<string> => {
  const { rows } = await pool.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version ?? 'unknown';
};

/** Starts one in a new folder of the system's temporary folder. */
export const startThrowAwayDatabase = async (): Promise<ThrowAwayDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), `homeward-bench-${process.pid}-`));
  const { url, home } = await startEmbedded({ dataDir: folder, fsync: true });
  await migrate(url);
  const pools = await openOwnedPools({ url });
  const pid = Number((await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  return {
    url,
    folder,
    pools,
    pid,
    version: await versionOf(pools.owner),
    remove: async () => {
      await pools.end();
      await removeFolder(folder);
    },
  };
};
