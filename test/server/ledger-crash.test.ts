import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { migrate } from '../../prisma/migrate.ts';
import { exportLedger } from '../../src/app/ledger/export-ledger.ts';
import { makeCheckpoint } from '../../src/app/ledger/make-checkpoint.ts';
import { checkpointSigner, verifierOf } from '../../src/domain/checkpoint.ts';
import { verifyLedger } from '../../src/domain/verify-ledger.ts';
import { startEmbedded } from '../../src/store/embedded/embedded.ts';
import { type OwnedPools, openOwnedPools } from '../../src/store/pools.ts';
import { rounds } from '../support/depth.ts';
import { addChild, canary } from '../support/ledgered-hub.ts';
import { removeCluster } from '../support/test-server.ts';

const kills = rounds(3, 100);
const clients = 8;
const script = fileURLToPath(new URL('../support/ledger-to-be-killed.ts', import.meta.url));
const children = Array.from({ length: 20 }, (_, n) => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}`);
const signer = checkpointSigner(Buffer.alloc(32, 7), 'homeward/ledger');
const verifier = verifierOf(signer);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), `homeward-test-${process.pid}-crash-`));
});
afterAll(() => removeCluster(folder));

/** The cluster of this test, flushing to disk as a hub's does, started again where it was killed. */
const startDatabase = async () => {
  const { url, home } = await startEmbedded({ dataDir: folder });
  const pid = Number((await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  return { url, pid };
};

type Hub = ChildProcessByStdio<Writable, Readable, null>;

/** A hub that has loaded everything and waits to be told its database. */
const warmHub = (): Hub => spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'ignore'] });

/** The port on which a warm hub serves this database. */
const serve = async (hub: Hub, url: string): Promise<number> => {
  hub.stdin.write(url);
  const [said] = z.tuple([z.instanceof(Buffer)]).parse(await once(hub.stdout, 'data'));
  return Number(said);
};

/** Asks for one child after another until nobody answers, and notes the id of every request that showed one. */
const askUntilDead = async (port: number, offset: number, shown: string[], signal: AbortSignal): Promise<void> => {
  for (let next = offset; !signal.aborted; next += 1) {
    const query = `{ child(id: "Child:${children[next % children.length]}") { givenNames } }`;
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify({ query }),
      signal,
    });
    if ((await answer.text()).includes(canary)) shown.push(answer.headers.get('x-request-id') ?? '');
  }
};

/** One life of the hub under load, ended by a kill of the hub or of its database; what its clients were shown. */
const liveAndDie = async (hub: Hub, victim: 'hub' | 'database'): Promise<readonly string[]> => {
  const database = await startDatabase();
  const port = await serve(hub, database.url);
  const ended = once(hub, 'exit');
  const shown: string[] = [];
  const over = new AbortController();
  const asking = Array.from({ length: clients }, (_, n) =>
    askUntilDead(port, n, shown, over.signal).catch(() => undefined),
  );
  while (shown.length === 0) await wait(5);
  await wait(Math.random() * 300);
  if (victim === 'database') {
    process.kill(database.pid, 'SIGKILL');
    // The hub lives on without it for a while; what it answers then is noted too.
    await wait(50 + Math.random() * 100);
  }
  hub.kill('SIGKILL');
  await ended;
  over.abort();
  await Promise.all(asking);
  return shown;
};

const withPools = async <T>(work: (pools: OwnedPools) => Promise<T>): Promise<T> => {
  const { url } = await startDatabase();
  const pools = await openOwnedPools({ url });
  try {
    return await work(pools);
  } finally {
    await pools.end();
  }
};

const missing = `select shown from unnest($1::uuid[]) shown
  where not exists (select from ledger_entry e where e.request_id = shown)`;
const unfindable = `select e.id from ledger_entry e, jsonb_array_elements(e.touched) t where not exists (
  select from ledger_subject s where s.entry_id = e.id and s.child_id = (t ->> 0)::uuid)`;

/** What clients were shown and the ledger does not hold, after the restart; and the checkpoint signed then. */
const lookAfter = (shown: readonly string[]) =>
  withPools(async ({ owner, admin }) => {
    const { rows: lost } = await owner.query(missing, [shown]);
    while ((await makeCheckpoint({ pool: admin, signer }, new Date().toISOString())) > 0);
    const sql = 'select note from ledger_checkpoint order by tree_size desc limit 1';
    const { rows } = await owner.query<{ note: string }>(sql);
    return { lost, note: rows[0]?.note ?? '' };
  });

async function* exportedLines(pools: OwnedPools): AsyncGenerator<string> {
  for await (const line of exportLedger(pools.admin, verifier)) yield JSON.stringify(line);
}

test(
  `no client was ever shown what the ledger does not hold, after ${kills} kills of hub and database under load`,
  async () => {
    await migrate((await startDatabase()).url);
    await withPools(async ({ owner }) => {
      for (const child of children) await addChild(owner, child);
    });
    let shown = 0;
    const witnessed: string[] = [];
    let next = warmHub();
    for (let kill = 0; kill < kills; kill += 1) {
      const hub = next;
      // The one after is loaded while this one lives.
      next = warmHub();
      const seen = await liveAndDie(hub, kill % 2 === 0 ? 'hub' : 'database');
      const { lost, note } = await lookAfter(seen);
      expect(lost).toEqual([]);
      shown += seen.length;
      witnessed.push(note);
      if ((kill + 1) % 20 === 0) console.log(`${kill + 1} kills, ${shown} answers shown`);
    }
    next.kill('SIGKILL');
    await withPools(async (pools) => {
      const verdict = await verifyLedger(exportedLines(pools), { verifier, witnessed: [...new Set(witnessed)] });
      expect(verdict.fault).toBeNull();
      expect(verdict.entries).toBeGreaterThanOrEqual(shown);
      expect(verdict.signed).toBe(verdict.entries);
      expect((await pools.owner.query(unfindable)).rows).toEqual([]);
    });
    expect(shown).toBeGreaterThan(kills);
  },
  rounds(600_000, 7_200_000),
);
