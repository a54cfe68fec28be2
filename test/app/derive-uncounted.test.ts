import { afterAll, beforeAll, expect, test } from 'vitest';
import { police } from '../../adapters/police/index.ts';
import { deriveUncounted } from '../../src/app/derive-uncounted.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { jobs } from '../../src/app/jobs/index.ts';
import { runNextJob } from '../../src/app/jobs/run-job.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { countUncounted } from '../../src/store/uncounted.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

const reports = 260;

let hub: IngestHub;
beforeAll(async () => {
  hub = await createIngestHub();
  const messages = Array.from({ length: reports }, (_, n) => policeMessage(n + 1));
  await ingestFile(
    { ...hub.deps, adapters: [police] },
    {
      ...{ adapterId: 'police', name: 'new.json', organisation: '14', receivedAt: '2015-10-20T09:00:00Z' },
      bytes: Buffer.from(policeFile(messages)),
    },
  );
}, 120_000);
afterAll(() => hub.database.drop());

const stored = () => hub.ask('select to_jsonb(a) a from assessment a order by notification_id, known_from');
const sums = () => hub.ask('select to_jsonb(s) s from completeness_month s order by month, organisation');

/** As migration 0009 left what it found: the new columns at their defaults. */
const makeOld = async (): Promise<void> => {
  const rows = await hub.ask<{ set: string }>(
    `select string_agg(format('%I = %s', column_name, coalesce(column_default, 'null')), ', ') "set"
     from information_schema.columns where table_name = 'assessment'
       and (column_name ~ '^latest_|_(applies|required|passes|not_known|declined|not_applicable|missing|invalid|withheld)$'
         or column_name in ('organisation', 'unit', 'authority', 'opens_thread', 'received_at', 'received_on',
           'first_profile_version', 'first_seed_score', 'completed_at'))`,
  );
  await hub.ask(`update assessment set ${rows[0]?.set}`);
};

const uncounted = () => countUncounted(hub.database.pools.report);
const hold = async (): Promise<void> => undefined;

test('a database of before counts nothing, says how much that is, and goes on where it was interrupted', async () => {
  const [before, summed] = [await stored(), await sums()];
  expect(await uncounted()).toBe(0);

  await makeOld();
  expect(await uncounted()).toBe(reports);
  expect(await sums()).not.toEqual(summed);
  const env = { DATABASE_URL: hub.database.url, HOMEWARD_KEY: 'ab'.repeat(32) };
  const { stdout } = await typeCommand(['migrate'], { env });
  expect(stdout).toMatch(/^260 notifications were scored before migration 0009: .*\n.*homeward rebuild$/m);

  const ending = new AbortController();
  const once = async (): Promise<void> => ending.abort();
  const part = await deriveUncounted(hub.deps, { signal: ending.signal, hold: once });
  expect(part).toBeGreaterThan(0);
  expect(await uncounted()).toBe(reports - part);

  await inTransaction(hub.database.pools.ingest, (tx) =>
    enqueue(tx, { type: 'derive-uncounted', key: '', payload: {} }),
  );
  const clock = { now: () => '2015-10-23T09:00:00.000Z' };
  await runNextJob(
    { ...hub.deps, clock },
    { jobs: jobs.filter(({ type }) => type === 'derive-uncounted'), name: 'test', leaseSeconds: 60 },
    new AbortController().signal,
  );
  expect(await uncounted()).toBe(0);
  expect(await stored()).toEqual(before);
  expect(await sums()).toEqual(summed);
  expect(await hub.differences()).toEqual([]);
  expect(await deriveUncounted(hub.deps, { signal: new AbortController().signal, hold })).toBe(0);
}, 240_000);
