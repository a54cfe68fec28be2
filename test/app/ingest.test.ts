import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingestFiles } from '../../src/app/ingest/ingest-file.ts';
import { InvalidRequest } from '../../src/domain/errors.ts';
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

// Children of nearly one name are one child where they were born on one day.
const bornOf = (n: number): string =>
  `2010-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;

const aChild = (n: number, more: Partial<Line> = {}): Line => ({
  ...{ key: `k${n}`, child: `c${n}`, given: 'Ann', family: `Lee${n}`, born: bornOf(n) },
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
