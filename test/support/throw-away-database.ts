import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnedPools, openOwnedPools } from '../../src/store/pools.ts';
import { databaseUrl, dropLeaked, ensureTemplate, removeCluster, serverUrl, withClient } from './test-server.ts';

/** A migrated, empty database for a script that no test runner starts; `close` leaves nothing behind. */
export const openThrowAwayDatabase = async (): Promise<{
  readonly pools: OwnedPools;
  close(): Promise<void>;
}> => {
  const run = `script_${process.pid}`;
  const given = process.env['DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), `homeward-test-${process.pid}-`));
  const base = await serverUrl(given ? { run, url: given } : { run, folder });
  const name = `homeward_test_${run}_samples`;
  const template = await ensureTemplate(base, run);
  await withClient(base, (client) => client.query(`create database ${name} template ${template}`));
  const pools = await openOwnedPools({ url: databaseUrl(base, name), max: 4 });
  const close = async () => {
    await pools.end();
    if (given) await dropLeaked(base, run);
    await removeCluster(folder);
  };
  return { pools, close };
};
