import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { police } from '../../adapters/police/index.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import type { JobDeps } from '../../src/app/jobs/deps.ts';
import { jobs } from '../../src/app/jobs/index.ts';
import { runNextJob } from '../../src/app/jobs/run-job.ts';
import { relationshipBits, restrictionBits } from '../../src/domain/projection.ts';
import { announceWaiting } from '../../src/store/outbox.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(() => hub.database.drop());

const never = new AbortController().signal;
const clock = { now: () => '2026-03-01T10:00:00Z' };

const jobDeps = (): JobDeps => ({ ...hub.deps, adapters: [police], clock });

const notify = async () => {
  const bytes = await readFile(new URL('../../adapters/police/fixtures/complete-new.json', import.meta.url));
  return ingestFile(jobDeps(), {
    ...{ adapterId: 'police', name: 'message.json', bytes, organisation: '14', receivedAt: '2026-03-01T09:00:00Z' },
  });
};

test('a notification is announced once to every organisation that reaches the child, however often the job runs', async () => {
  expect(await notify()).toMatchObject({ received: 1, stored: 1 });
  const run = () => runNextJob(jobDeps(), { jobs, name: 'w', leaseSeconds: 30 }, never);
  expect(await run()).toBe('DONE');
  const notices = () => hub.ask('select topic, organisation from notice order by 1, 2');
  const first = await notices();
  expect(first).toContainEqual({ topic: 'NOTIFICATION_RECEIVED', organisation: '14' });
  expect(first).toContainEqual({ topic: 'EPISODE_OPENED', organisation: '14' });

  await hub.ask('update outbox set announced_at = null');
  await hub.ask(
    `update job set state = 'WAITING', run_at = clock_timestamp() where type = 'announce' and state = 'WAITING'`,
  );
  expect(await run()).toBe('DONE');
  expect(await notices()).toEqual(first);
  expect(await hub.ask('select 1 from outbox where announced_at is null')).toEqual([]);
});

test('an organisation whose only tie to a child is that a worker is kin is told nothing', async () => {
  await notify();
  const tie = (bits: number) =>
    hub.ask(
      `insert into reach (organisation, person, child_id, bits, until, reason)
       select 'RXE', 'aunt', id, $1, 'infinity', 'test' from child
       on conflict (organisation, child_id, person, reason) do update set bits = excluded.bits`,
      [bits],
    );
  const told = async () => {
    await hub.ask('update outbox set announced_at = null');
    await inTransaction(hub.database.pools.ingest, (tx) => announceWaiting(tx, clock.now(), 10));
    return hub.ask(`select distinct organisation from notice where organisation = 'RXE'`);
  };
  await tie(restrictionBits.BLOCKED);
  expect(await told()).toEqual([]);
  await tie(relationshipBits.HEALTH);
  expect(await told()).toEqual([{ organisation: 'RXE' }]);
});

test('announcements hold ids only, and what is sent again is announced no more', async () => {
  await notify();
  const outbox = () => hub.ask<{ topic: string; payload: object }>('select topic, payload from outbox order by topic');
  const first = await outbox();
  for (const { payload } of first) {
    expect(Object.keys(payload).every((key) => /^(episodeId|notificationId)$/.test(key))).toBe(true);
    expect(Object.values(payload).every((id) => z.uuid().safeParse(id).success)).toBe(true);
  }
  await notify();
  expect(await outbox()).toEqual(first);
  expect(await hub.differences()).toEqual([]);
});
