import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmRetractions } from '../../src/app/ingest/confirm-retractions.ts';
import { ingestFiles } from '../../src/app/ingest/ingest-file.ts';
import { InvalidRequest } from '../../src/domain/errors.ts';
import { loadFacts } from '../../src/store/child-facts.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, linesOf, nhsNumber } from '../support/lines-adapter.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(async () => {
  expect(await hub.differences()).toEqual([]);
  await hub.database.drop();
});

const aChild = (n: number, more: Partial<Line> = {}): Line => ({
  ...{ key: `k${n}`, child: `c${n}`, given: 'Ann', family: `Lee${n}`, born: '2010-02-03' },
  ...more,
});
const manyChildren = (count: number): Line[] => Array.from({ length: count }, (_, n) => aChild(n));

test('every record of a file is stored, and sent again is unchanged', async () => {
  const first = await hub.send('a.upsert', manyChildren(30));
  const again = await hub.send('a.upsert', manyChildren(30));

  expect(first).toMatchObject({ received: 30, stored: 30, unchanged: 0, quarantined: 0, records: { person: 30 } });
  expect(again).toMatchObject({ received: 30, stored: 0, unchanged: 30, quarantined: 0, records: {} });
  expect(await hub.ask('select count(*)::int n from child_view')).toEqual([{ n: 30 }]);
});

test('a source that says A, then B, then A again is kept in three versions', async () => {
  for (const religion of ['A', 'B', 'A']) {
    const summary = await hub.send('a.snapshot', [aChild(1, { religion })]);
    expect(summary).toMatchObject({ received: 1, stored: 1 });
  }

  const versions = await hub.ask('select religion, closed_as from person order by known_from');
  expect(versions).toEqual([
    { religion: 'A', closed_as: 'SUPERSEDED' },
    { religion: 'B', closed_as: 'SUPERSEDED' },
    { religion: 'A', closed_as: null },
  ]);
  expect(await hub.ask('select religion from child_view order by known_from')).toEqual([
    { religion: 'A' },
    { religion: 'B' },
    { religion: 'A' },
  ]);
});

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

test('messages about one child in one file become known one after another', async () => {
  const messages = ['A', 'B', 'C'].map((religion, n) => aChild(1, { key: `m${n}`, religion }));
  const summary = await hub.send('a.event', messages);
  expect(summary).toMatchObject({ received: 3, stored: 3, records: { person: 3 } });
  expect(await hub.ask('select religion from child_view order by known_from')).toEqual([
    { religion: 'A' },
    { religion: 'B' },
    { religion: 'C' },
  ]);
});

test('the same message again is unchanged, and other content under its key is a new version', async () => {
  await hub.send('a.event', [aChild(1)]);
  expect(await hub.send('b.event', [aChild(1)])).toMatchObject({ unchanged: 1, stored: 0 });
  expect(await hub.send('c.event', [aChild(1, { religion: 'X' })])).toMatchObject({ unchanged: 0, stored: 1 });
});

test('known time rises with every delivery, even where the sender says it came earlier', async () => {
  await hub.send('a.upsert', [aChild(1)], { receivedAt: '2026-03-02T09:00:00Z' });
  await hub.send('b.upsert', [aChild(2)], { receivedAt: '2026-03-01T09:00:00+01:00' });
  const rows = await hub.ask<{ known_from: string }>('select known_from from person order by key');
  expect(rows[0]?.known_from).toBe('2026-03-02 09:00:00+00');
  expect(rows[1]?.known_from.startsWith('2026-03-02 09:00:00.0000')).toBe(true);
});

test('a value the store cannot hold quarantines its record and no other', async () => {
  const lines = [...manyChildren(7), aChild(8, { religion: 'nul \u0000' }), aChild(9, { religion: 'half \ud800' })];
  const impossible = aChild(10, { born: '0000-01-01' });
  const summary = await hub.send('a.upsert', [...lines, impossible]);
  expect(summary).toMatchObject({ received: 10, stored: 7, quarantined: 3 });
  const broken = await hub.send('b.upsert', [aChild(20), aChild(21, { missing: { from: '0000-01-01' } })]);
  expect(broken).toMatchObject({ received: 2, stored: 1, quarantined: 1 });
  const rules = await hub.ask(`select distinct reasons->0->>'rule' rule from source_record where reasons is not null`);
  expect(rules).toEqual([{ rule: 'storable-text' }, { rule: 'storable-value' }]);
});

test('every empty field of a stored fact says why it is empty', async () => {
  await hub.send('a.upsert', [aChild(1)]);
  const [row] = await hub.ask<{ absences: object }>('select absences from person');
  expect(row?.absences).toMatchObject({
    religion: { reason: 'NOT_SENT_BY_SOURCE' },
    sex: { reason: 'NOT_SENT_BY_SOURCE' },
  });
  expect(row?.absences).not.toHaveProperty('careStatus');
});

test('files are taken in the order of their formats, and one no format knows harms no other', async () => {
  const files = [
    { name: 'b.event', bytes: linesOf([aChild(1)]) },
    { name: 'c.unheard-of', bytes: Buffer.from('?') },
    { name: 'a.snapshot', bytes: linesOf([aChild(2)]) },
  ];
  const request = { adapterId: 'lines', files, organisation: 'E08000017', receivedAt: '2026-03-01T09:00:00Z' };
  const summary = await ingestFiles(hub.deps, request);
  expect(summary).toMatchObject({ received: 3, stored: 2, quarantined: 1 });
  expect(summary.deliveries.map(({ name, state }) => [name, state])).toEqual([
    ['a.snapshot', 'DONE'],
    ['b.event', 'DONE'],
    ['c.unheard-of', 'UNREADABLE'],
  ]);
});

test('an organisation this hub does not serve, and a time in the future, are refused before anything is kept', async () => {
  await expect(hub.send('a.upsert', [aChild(1)], { organisation: 'E99999999' })).rejects.toThrow(/E99999999/);
  await expect(hub.send('a.upsert', [aChild(1)], { receivedAt: '2999-01-01T00:00:00Z' })).rejects.toThrow(/future/);
  await expect(hub.send('a.upsert', [aChild(1)], { receivedAt: 'yesterday' })).rejects.toThrow(InvalidRequest);
  await expect(hub.send('a.upsert', [aChild(1)], { adapterId: 'none' })).rejects.toThrow(/lines/);
  expect(await hub.ask('select 1 from delivery')).toEqual([]);
});

test('ten people known to two organisations are ten children', async () => {
  const people = Array.from({ length: 10 }, (_, n) => aChild(n, { nhs: nhsNumber(n) }));
  await hub.send('a.upsert', people);
  await hub.send(
    'a.upsert',
    people.map((one) => ({ ...one, child: `other ${one.child}` })),
    { organisation: 'E08000018' },
  );
  expect(await hub.ask('select count(*)::int n from child')).toEqual([{ n: 10 }]);
  const members = `select count(*)::int n from membership where known_to = 'infinity' group by child_id`;
  expect(await hub.ask(`select distinct n from (${members}) m`)).toEqual([{ n: 2 }]);
});

test('the account of every delivery adds up', async () => {
  await hub.send('a.snapshot', [aChild(1), 'broken', '{"key":"k7"']);
  await hub.send('a.event', ['GARBAGE']);
  const rows = await hub.ask(
    'select received, stored, unchanged, quarantined, state from delivery order by created_at',
  );
  expect(rows).toEqual([
    { received: 3, stored: 1, unchanged: 0, quarantined: 2, state: 'DONE' },
    { received: 1, stored: 0, unchanged: 0, quarantined: 1, state: 'UNREADABLE' },
  ]);
});
