import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmRetractions } from '../../src/app/ingest/confirm-retractions.ts';
import { InvalidRequest } from '../../src/domain/errors.ts';
import { loadFacts } from '../../src/store/child-facts.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import type { Line } from '../support/lines-adapter.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(async () => {
  expect(await hub.differences()).toEqual([]);
  await hub.database.drop();
});

// Children of nearly one name are one child where they were born on one day.
const bornOf = (n: number): string =>
  `2010-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;

const aChild = (n: number, more: Partial<Line> = {}): Line => ({
  ...{ key: `k${n}`, child: `c${n}`, given: 'Ann', family: `Lee${n}`, born: bornOf(n) },
  ...more,
});
const manyChildren = (count: number): Line[] => Array.from({ length: count }, (_, n) => aChild(n));

test('what a snapshot no longer holds is retracted, and is still there as known before', async () => {
  const absence = aChild(2, { key: 'absence', missing: { from: '2026-01-02', to: '2026-01-03' } });
  await hub.send('a.snapshot', [aChild(1), absence]);
  const [before] = await hub.ask<{ at: string; child: string }>(
    `select l.last_known at, e.child_id child from lane l cross join episode e`,
  );
  const summary = await hub.send('a.snapshot', [aChild(1)]);

  expect(summary).toMatchObject({ received: 1, unchanged: 1, retracted: 1, held: 0 });
  expect(await hub.ask(`select closed_as from missing_episode`)).toEqual([{ closed_as: 'RETRACTED' }]);
  expect(await hub.ask(`select 1 from episode where known_to = 'infinity'`)).toEqual([]);
  expect(await hub.ask(`select 1 from reach where child_id = $1`, [before?.child])).toEqual([]);
  const { ingest } = hub.database.pools;
  const [then] = await inTransaction(ingest, (tx) => loadFacts(tx, [before?.child ?? ''], before?.at));
  expect(then?.facts['missing-episode']).toMatchObject([{ body: { startedOn: '2026-01-02' } }]);
  expect(await inTransaction(ingest, (tx) => loadFacts(tx, [before?.child ?? '']))).toEqual([]);
});

test('a child who returns to a snapshot is the same child again', async () => {
  await hub.send('a.snapshot', [aChild(1), aChild(2)]);
  await hub.send('a.snapshot', [aChild(1)]);
  await hub.send('a.snapshot', [aChild(1), aChild(2)]);

  expect(await hub.ask(`select count(*)::int n from child`)).toEqual([{ n: 2 }]);
  expect(await hub.ask(`select count(*)::int n from child_view where known_to = 'infinity'`)).toEqual([{ n: 2 }]);
});

test('retracting more than half of a table waits for a person', async () => {
  await hub.send('a.snapshot', manyChildren(60));
  const held = await hub.send('a.snapshot', manyChildren(25));

  expect(held).toMatchObject({ received: 25, unchanged: 25, retracted: 0, held: 1 });
  expect(held.deliveries[0]).toMatchObject({ state: 'HELD' });
  expect(await hub.ask(`select count(*)::int n from person where known_to = 'infinity'`)).toEqual([{ n: 60 }]);

  const done = await confirmRetractions(hub.deps, { deliveryId: held.deliveries[0]?.id ?? '' });
  expect(done).toMatchObject({ retracted: 35, held: 0 });
  expect(await hub.ask(`select count(*)::int n from person where known_to = 'infinity'`)).toEqual([{ n: 25 }]);
});

test('another table sent by mistake retracts nothing until a person has confirmed it', async () => {
  await hub.send('a.snapshot', manyChildren(40));
  const other = Array.from({ length: 40 }, (_, n) => aChild(n + 1000));
  expect(await hub.send('a.snapshot', other)).toMatchObject({ stored: 40, retracted: 0, held: 1 });
  const confirmed = await hub.send('a.snapshot', other, { confirmRetractions: true });
  expect(confirmed).toMatchObject({ unchanged: 40, retracted: 40, held: 0 });
});

test('held retractions that a later delivery has overtaken can no longer be confirmed', async () => {
  await hub.send('a.snapshot', manyChildren(60));
  const held = await hub.send('a.snapshot', manyChildren(2));
  await hub.send('a.snapshot', manyChildren(59));
  const confirming = confirmRetractions(hub.deps, { deliveryId: held.deliveries[0]?.id ?? '' });
  await expect(confirming).rejects.toThrow(InvalidRequest);
});

test('nothing is retracted while a record without a readable key might be any of the missing ones', async () => {
  await hub.send('a.snapshot', [aChild(1), aChild(2)]);
  const held = await hub.send('a.snapshot', [aChild(1), 'no key here']);
  expect(held).toMatchObject({ received: 2, unchanged: 1, quarantined: 1, retracted: 0, held: 1 });
});

test('an unreadable record that still has its key keeps what was known of it', async () => {
  await hub.send('a.snapshot', [aChild(1), aChild(2)]);
  const summary = await hub.send('a.snapshot', [aChild(1), '{"key":"k2","broken']);
  expect(summary).toMatchObject({ received: 2, unchanged: 1, quarantined: 1, retracted: 0, held: 0 });
});

test('a fact its record no longer states is retracted', async () => {
  await hub.send('a.upsert', [aChild(1, { missing: { from: '2026-01-02', to: '2026-01-03' } })]);
  await hub.send('a.upsert', [aChild(1)]);
  expect(await hub.ask('select closed_as from missing_episode')).toEqual([{ closed_as: 'RETRACTED' }]);
  expect(await hub.ask('select closed_as from person')).toEqual([{ closed_as: null }]);
});

test('a fact that two records state stands until neither does', async () => {
  const [one, two] = [aChild(1), aChild(1, { key: 'other' })];
  await hub.send('a.snapshot', [one, two]);
  await hub.send('a.snapshot', [two]);
  expect(await hub.ask(`select 1 "current" from person where known_to = 'infinity'`)).toEqual([{ current: 1 }]);
  await hub.send('a.snapshot', [aChild(3)]);
  expect(await hub.ask(`select distinct closed_as from person where key like '%c1'`)).toEqual([
    { closed_as: 'RETRACTED' },
  ]);
});
