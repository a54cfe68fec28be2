import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { jobs } from '../../src/app/jobs/index.ts';
import { defineJob, type Lease, LeaseLost, type RegisteredJob } from '../../src/app/jobs/job.ts';
import { runNextJob, type WorkDeps } from '../../src/app/jobs/run-job.ts';
import { startRunner } from '../../src/app/jobs/start-runner.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(() => hub.database.drop());

const never = new AbortController().signal;

const aJob = (run: (lease: Lease) => Promise<void>, more = {}): RegisteredJob<WorkDeps> =>
  defineJob<WorkDeps, z.ZodObject<{ n: z.ZodNumber }>>({
    ...{ type: 'a-job', title: 'A job', payload: z.object({ n: z.number() }), ...more },
    run: (_deps, _payload, lease) => run(lease),
  });
const worker = (job: RegisteredJob<WorkDeps>, name = 'w', leaseSeconds = 30) => ({ jobs: [job], name, leaseSeconds });
const queue = (more = {}) =>
  inTransaction(hub.database.pools.ingest, (tx) =>
    enqueue(tx, { type: 'a-job', key: '1', payload: { n: 1 }, ...more }),
  );
const states = () => hub.ask('select state, attempts, last_error from job where type = $1', ['a-job']);

test('a job is run once and is done', async () => {
  let runs = 0;
  const job = aJob(async () => {
    runs += 1;
  });
  await queue();
  await queue();
  expect(await runNextJob(hub.deps, worker(job), never)).toBe('DONE');
  expect(await runNextJob(hub.deps, worker(job), never)).toBeUndefined();
  expect(runs).toBe(1);
  expect(await states()).toEqual([{ state: 'DONE', attempts: 1, last_error: null }]);
});

test('two workers never hold the same job', async () => {
  const running: number[] = [];
  const job = aJob(async () => {
    running.push(1);
    await wait(200);
  });
  await queue();
  const outcomes = await Promise.all([
    runNextJob(hub.deps, worker(job, 'one'), never),
    runNextJob(hub.deps, worker(job, 'two'), never),
  ]);
  expect(outcomes.filter((outcome) => outcome === 'DONE')).toHaveLength(1);
  expect(running).toHaveLength(1);
});

test('a job that fails is tried again later, and given up after its last attempt; its words are not kept', async () => {
  const job = aJob(async () => {
    throw new TypeError('Maisie of 1 High Street');
  });
  await queue({ maxAttempts: 2 });
  expect(await runNextJob(hub.deps, worker(job), never)).toBe('RETRIED');
  expect(await runNextJob(hub.deps, worker(job), never)).toBeUndefined();
  await hub.ask(`update job set run_at = clock_timestamp()`);
  expect(await runNextJob(hub.deps, worker(job), never)).toBe('FAILED');
  expect(await states()).toEqual([{ state: 'FAILED', attempts: 2, last_error: 'TypeError' }]);
});

test('a payload that is not what the job expects fails the job, not the runner', async () => {
  await queue({ payload: { n: 'one' }, maxAttempts: 1 });
  expect(await runNextJob(hub.deps, worker(aJob(async () => undefined)), never)).toBe('FAILED');
});

test('a worker that lost its lease can neither finish the job nor commit an effect', async () => {
  const { ingest } = hub.database.pools;
  const refusals: unknown[] = [];
  const slow = aJob(async (lease) => {
    await hub.ask(`update job set lease_until = clock_timestamp() - interval '1 second'`);
    const quick = aJob(async () => undefined);
    expect(await runNextJob(hub.deps, worker(quick, 'quick'), never)).toBe('DONE');
    const effect = inTransaction(ingest, async (tx) => {
      await tx.query(`insert into idempotency_key values ('X', 'effect of the slow one', '\\x00', '{}')`);
      await lease.hold(tx);
    });
    await effect.catch((error: unknown) => refusals.push(error));
  });
  await queue();
  expect(await runNextJob(hub.deps, worker(slow, 'slow'), never)).toBe('LOST');
  expect(refusals).toEqual([expect.any(LeaseLost)]);
  expect(await hub.ask('select 1 from idempotency_key')).toEqual([]);
  expect(await hub.ask('select state, worker, fence from job')).toEqual([
    { state: 'DONE', worker: 'quick', fence: '2' },
  ]);
});

test('a job that takes longer than its lease keeps it by signs of life', async () => {
  const job = aJob(() => wait(1500));
  await queue();
  const running = runNextJob(hub.deps, worker(job, 'w', 0.6), never);
  await wait(1000);
  expect(await runNextJob(hub.deps, worker(job, 'thief', 0.6), never)).toBeUndefined();
  expect(await running).toBe('DONE');
});

test('the job of a worker that died is taken over when its lease runs out, until its attempts are used up', async () => {
  await queue({ maxAttempts: 2 });
  const dead = `update job set state = 'RUNNING', worker = 'dead', attempts = 1, lease_until = clock_timestamp() + $1::interval`;
  await hub.ask(dead, ['1 minute']);
  const job = aJob(async () => undefined);
  expect(await runNextJob(hub.deps, worker(job), never)).toBeUndefined();
  await hub.ask(dead, ['-1 second']);
  expect(await runNextJob(hub.deps, worker(job), never)).toBe('DONE');
  await hub.ask(`update job set state = 'RUNNING', lease_until = clock_timestamp() - interval '1 second'`);
  expect(await runNextJob(hub.deps, worker(job), never)).toBeUndefined();
  expect(await states()).toMatchObject([{ state: 'FAILED', last_error: 'LEASE_LOST' }]);
});

test('a runner told to stop waits for the job that runs', async () => {
  const stop = new AbortController();
  let isDone = false;
  const job = aJob(async ({ signal }) => {
    stop.abort();
    await wait(200);
    expect(signal.aborted).toBe(true);
    isDone = true;
  });
  await queue();
  await queue({ key: '2' });
  const options = { ...worker(job), concurrency: 1, pollMs: 20, signal: stop.signal, onFault: () => undefined };
  const runner = await startRunner(hub.deps, options);
  await runner.stopped;
  expect(isDone).toBe(true);
  expect(await hub.ask('select state from job order by state')).toEqual([{ state: 'DONE' }, { state: 'WAITING' }]);
});

test('a recurring job is queued when the runner starts, and again when it ended', async () => {
  const stop = new AbortController();
  const job = aJob(async () => stop.abort(), { everySeconds: 3600, payload: z.object({}) });
  const options = { ...worker(job), concurrency: 1, pollMs: 20, signal: stop.signal, onFault: () => undefined };
  await (await startRunner(hub.deps, options)).stopped;
  const rows = await hub.ask(
    `select state, run_at > clock_timestamp() + interval '50 minutes' later from job order by 1`,
  );
  expect(rows).toEqual([
    { state: 'DONE', later: false },
    { state: 'WAITING', later: true },
  ]);
});

test('every job of the register has a name of its own and says what it is for', () => {
  expect(new Set(jobs.map(({ type }) => type)).size).toBe(jobs.length);
  expect(jobs.map(({ type }) => type)).toEqual([...jobs.map(({ type }) => type)].sort());
  for (const { title } of jobs) expect(title).toMatch(/^[A-Z].{10,}/);
});

test('every job in the folder is in the register, under the name of its file', async () => {
  const folder = new URL('../../src/app/jobs/', import.meta.url);
  const defined: string[] = [];
  for (const name of await readdir(folder)) {
    const source = await readFile(new URL(name, folder), 'utf8');
    if (/^export const \w+ = defineJob</m.test(source)) defined.push(name.replace(/\.ts$/, ''));
  }
  expect(defined.sort()).toEqual(jobs.map(({ type }) => type));
});
