import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { resumeDeliveries } from '../../src/app/ingest/resume-deliveries.ts';
import { rounds } from '../support/depth.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, linesOf } from '../support/lines-adapter.ts';

let hub: IngestHub;
let folder: string;
beforeEach(async () => {
  hub = await createIngestHub();
  folder = await mkdtemp(join(tmpdir(), 'homeward-resume-'));
});
afterEach(async () => {
  await hub.database.drop();
  await rm(folder, { recursive: true });
});

const script = fileURLToPath(new URL('../support/ingest-to-be-killed.ts', import.meta.url));

// Children of nearly one name are one child where they were born on one day.
const bornOf = (n: number): string => new Date(Date.UTC(2003, 0, 1 + 5 * n)).toISOString().slice(0, 10);

const lineOf = (n: number): Line => ({
  ...{ key: `k${n}`, child: `c${n % 900}`, given: 'Ann', family: `Lee${n % 900}`, born: bornOf(n % 900) },
  missing: { from: `2025-0${1 + (n % 9)}-01`, to: `2025-0${1 + (n % 9)}-03` },
});

const kills = rounds(8, 20);
const records = rounds(2_000, 4_000);
const broken = records / 1_000;

const progress = async (): Promise<{ readonly at: number; readonly state: string } | undefined> =>
  (await hub.ask<{ at: number; state: string }>('select next_ordinal at, state from delivery'))[0];

/** Waits until the ingest has done some batches of twenty more, however slow the machine is. */
const hasAdvanced = async (batches: number): Promise<void> => {
  const target = ((await progress())?.at ?? 0) + batches * 20;
  for (let asked = 0; asked < 2_000; asked += 1) {
    const now = await progress();
    if (now && (now.at >= target || now.state === 'DONE')) return;
    await wait(5);
  }
};

/** Starts an ingest in a process of its own and kills it while it does some batch. */
const killAfter = async (path: string, batches: number): Promise<void> => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, hub.database.url, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await hasAdvanced(batches);
  await wait(Math.random() * 20);
  child.kill('SIGKILL');
  await ended;
};

test(`an ingest killed at ${kills} random points and run again loses nothing and doubles nothing`, async () => {
  const lines = Array.from({ length: records }, (_, n) => (n % 1000 === 7 ? `{"key":"k${n}"` : lineOf(n)));
  const bytes = linesOf(lines);
  const path = join(folder, 'all.snapshot');
  await writeFile(path, bytes);

  const standing: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await killAfter(path, Math.floor(Math.random() * 8));
    const delivery = await progress();
    if (delivery?.state !== 'DONE') standing.push(delivery?.at ?? 0);
  }
  const summary = await ingestFile(hub.deps, {
    ...{ adapterId: 'lines', name: 'all.snapshot', bytes, organisation: 'E08000017' },
    receivedAt: '2026-03-01T09:00:00Z',
  });

  // It was killed at work, and not always at the same point.
  expect(standing.length).toBeGreaterThanOrEqual(kills / 2);
  expect(new Set(standing).size).toBeGreaterThan(2);
  const deliveries = await hub.ask('select state, received, stored, quarantined from delivery order by created_at');
  expect(deliveries[0]).toEqual({ state: 'DONE', received: records, stored: records - broken, quarantined: broken });
  expect(summary).toMatchObject({ received: records, quarantined: broken, retracted: 0 });
  expect(
    await hub.ask('select count(*)::int n, count(distinct key)::int keys from source_record where current'),
  ).toEqual([{ n: records - broken, keys: records - broken }]);
  expect(await hub.ask('select count(*)::int n from missing_episode')).toEqual([{ n: records - broken }]);
  expect(await hub.ask('select count(*)::int n from child')).toEqual([{ n: 900 }]);
  expect(await hub.differences()).toEqual([]);
}, 240_000);

test('an ingest told to stop stops between two batches and is finished later by the hub itself', async () => {
  const stop = new AbortController();
  const lines = Array.from({ length: 1200 }, (_, n) => lineOf(n));
  const stopped = hub.send('a.snapshot', lines, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toThrow();
  expect(await hub.ask('select state, received from delivery')).toEqual([{ state: 'RECEIVED', received: 500 }]);

  expect(await resumeDeliveries(hub.deps)).toMatchObject({ received: 1200, stored: 1200 });
  expect(await hub.ask('select state, received from delivery')).toEqual([{ state: 'DONE', received: 1200 }]);
  expect(await hub.differences()).toEqual([]);
});

test('a later snapshot does not overtake one that was interrupted', async () => {
  const stop = new AbortController();
  const lines = Array.from({ length: 700 }, (_, n) => lineOf(n));
  const options = { signal: stop.signal, onProgress: () => stop.abort() };
  await expect(hub.send('a.snapshot', lines, options)).rejects.toThrow();
  const newer = lines.map((line) => ({ ...line, religion: 'newer' }));
  await hub.send('b.snapshot', newer);

  const states = await hub.ask('select name, state, received from delivery order by created_at');
  expect(states).toEqual([
    { name: 'a.snapshot', state: 'DONE', received: 700 },
    { name: 'b.snapshot', state: 'DONE', received: 700 },
  ]);
  expect(await hub.ask(`select distinct religion from person where known_to = 'infinity'`)).toEqual([
    { religion: 'newer' },
  ]);
});

test('two processes that work the same delivery at once do no harm', async () => {
  const stop = new AbortController();
  const lines = Array.from({ length: 1500 }, (_, n) => lineOf(n));
  const options = { signal: stop.signal, onProgress: () => stop.abort() };
  await expect(hub.send('a.snapshot', lines, options)).rejects.toThrow();
  await Promise.all([resumeDeliveries(hub.deps), resumeDeliveries(hub.deps), hub.send('a.snapshot', lines)]);
  const [first] = await hub.ask('select state, received, stored from delivery order by created_at limit 1');
  expect(first).toEqual({ state: 'DONE', received: 1500, stored: 1500 });
  expect(await hub.differences()).toEqual([]);
});
