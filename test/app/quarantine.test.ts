import { afterEach, beforeEach, expect, test } from 'vitest';
import { listQuarantine } from '../../src/app/quarantine/list-quarantine.ts';
import { replayQuarantine } from '../../src/app/quarantine/replay-quarantine.ts';
import { showQuarantined } from '../../src/app/quarantine/show-quarantined.ts';
import { InvalidRequest, NotFound } from '../../src/domain/errors.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, linesAdapter, linesOf } from '../support/lines-adapter.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(async () => {
  expect(await hub.differences()).toEqual([]);
  await hub.database.drop();
});

const receivedAt = '2026-03-05T09:00:00Z';
// Children of nearly one name are one child where they were born on one day.
const bornOf = (n: number): string => new Date(Date.UTC(2003, 0, 1 + 5 * n)).toISOString().slice(0, 10);

const aChild = (n: number, more: Partial<Line> = {}): Line => ({
  ...{
    key: `k${n}`,
    child: `c${n}`,
    given: 'Ann',
    family: `Lee${n}`,
    born: bornOf(n),
  },
  ...more,
});
/** The line with its last brace cut off. */
const broken = (line: Line): string => JSON.stringify(line).slice(0, -1);
const fixedDeps = () => ({
  ...hub.deps,
  adapters: [linesAdapter((raw) => (raw.startsWith('{') && !raw.endsWith('}') ? `${raw}}` : raw))],
});

test('of 1,000 records of which 10 are broken, 990 are stored, and a fix stores the other 10', async () => {
  const lines = Array.from({ length: 1000 }, (_, n) => (n % 100 === 50 ? broken(aChild(n)) : aChild(n)));
  const first = await hub.send('a.snapshot', lines);
  expect(first).toMatchObject({ received: 1000, stored: 990, quarantined: 10 });

  const { records } = await listQuarantine(hub.deps, {});
  expect(records).toHaveLength(10);
  expect(records[0]).toMatchObject({ file: 'a.snapshot', locator: 'line 51', reasons: [{ rule: 'LINE' }] });

  const useless = await replayQuarantine(hub.deps, { what: { all: true }, receivedAt });
  expect(useless).toMatchObject({ received: 10, stored: 0, quarantined: 10 });

  const replayed = await replayQuarantine(fixedDeps(), { what: { all: true }, receivedAt });
  expect(replayed).toMatchObject({ received: 10, stored: 10, quarantined: 0, records: { person: 10 } });
  expect((await listQuarantine(hub.deps, {})).records).toEqual([]);
  expect(await hub.ask(`select count(*)::int n from child_view where known_to = 'infinity'`)).toEqual([{ n: 1000 }]);

  const [original] = await hub.ask('select received, stored, quarantined from delivery order by created_at limit 1');
  expect(original).toEqual({ received: 1000, stored: 990, quarantined: 10 });
  const marked = await hub.ask(`select 1 from source_record q join source_record s on s.id = q.replayed_as
    where q.state = 'REPLAYED' and s.key = q.key and s.current`);
  expect(marked).toHaveLength(10);
});

test('the quarantine shows what a record said, read again from the bytes that arrived', async () => {
  await hub.send('a.upsert', [aChild(1), broken(aChild(2))]);
  const [record] = (await listQuarantine(hub.deps, {})).records;
  const shown = await showQuarantined(hub.deps, { id: record?.id ?? '' });
  expect(shown).toMatchObject({ text: broken(aChild(2)), locator: 'line 2', key: 'k2', isWholeFile: false });
  const unknown = showQuarantined(hub.deps, { id: '00000000-0000-4000-8000-000000000000' });
  await expect(unknown).rejects.toThrow(NotFound);
});

test('the quarantine is read page by page', async () => {
  await hub.send(
    'a.upsert',
    Array.from({ length: 5 }, (_, n) => broken(aChild(n))),
  );
  const first = await listQuarantine(hub.deps, { limit: 3 });
  const second = await listQuarantine(hub.deps, { limit: 3, after: first.next });
  expect(first.records.map(({ key }) => key)).toHaveLength(3);
  expect(new Set([...first.records, ...second.records].map(({ key }) => key)).size).toBe(5);
  expect(second.next).toBeNull();
});

test('a corrected record takes the place of the quarantined one and retracts nothing', async () => {
  await hub.send('a.snapshot', [aChild(1), broken(aChild(2))]);
  const [record] = (await listQuarantine(hub.deps, {})).records;
  const what = { id: record?.id ?? '', replacement: linesOf([aChild(2)]) };

  const done = await replayQuarantine(hub.deps, { what, receivedAt });
  expect(done).toMatchObject({ received: 1, stored: 1, retracted: 0 });
  expect((await listQuarantine(hub.deps, {})).records).toEqual([]);
  expect(await hub.ask(`select count(*)::int n from person where known_to = 'infinity'`)).toEqual([{ n: 2 }]);
  expect(await hub.ask('select mode, corrects from delivery where corrects is not null')).toEqual([
    { mode: 'upsert', corrects: what.id },
  ]);
  await expect(replayQuarantine(hub.deps, { what, receivedAt })).rejects.toThrow(InvalidRequest);
});

test('a correction that cannot be read either leaves the first record in quarantine', async () => {
  await hub.send('a.upsert', [broken(aChild(2))]);
  const [record] = (await listQuarantine(hub.deps, {})).records;
  const what = { id: record?.id ?? '', replacement: linesOf(['still not a record']) };
  expect(await replayQuarantine(hub.deps, { what, receivedAt })).toMatchObject({ received: 1, quarantined: 1 });
  const ids = (await listQuarantine(hub.deps, {})).records.map(({ id }) => id);
  expect(ids).toContain(record?.id);
});

test('a quarantined record never takes the place of something newer', async () => {
  await hub.send('a.upsert', [broken(aChild(1, { religion: 'OLD' }))]);
  await hub.send('b.upsert', [aChild(1, { religion: 'NEW' })]);
  const done = await replayQuarantine(fixedDeps(), { what: { all: true }, receivedAt });
  expect(done).toMatchObject({ received: 1, stored: 0, unchanged: 1, quarantined: 0 });
  expect(await hub.ask('select religion from person')).toEqual([{ religion: 'NEW' }]);
});

test('a quarantined row does not come back into a table that was sent again without it', async () => {
  await hub.send('a.snapshot', [aChild(1), broken(aChild(2))]);
  await hub.send('a.snapshot', [aChild(1)]);
  const done = await replayQuarantine(fixedDeps(), { what: { all: true }, receivedAt });
  expect(done).toMatchObject({ received: 1, unchanged: 1, stored: 0 });
  expect(await hub.ask('select key from person')).toEqual([{ key: 'person of c1' }]);
});

test('a whole file nobody could read is kept, and stored once a format can read it', async () => {
  await hub.send('a.snapshot', [aChild(1)]);
  await hub.send('a.later-format', [aChild(1), aChild(2)]);
  const [file] = (await listQuarantine(hub.deps, {})).records;
  expect(file).toMatchObject({ isWholeFile: true, locator: 'file', reasons: [{ rule: 'unrecognised-file' }] });
  expect((await showQuarantined(hub.deps, { id: file?.id ?? '' })).text).toContain('"k2"');
  expect(await replayQuarantine(hub.deps, { what: { all: true }, receivedAt })).toMatchObject({ quarantined: 1 });

  const [lines] = hub.deps.adapters;
  const formats = lines?.formats.map((format) => ({ ...format, detects: (name: string) => name.includes('later') }));
  const deps = { ...hub.deps, adapters: [{ ...linesAdapter(), formats: formats ?? [] }] };
  const done = await replayQuarantine(deps, { what: { all: true }, receivedAt });
  expect(done).toMatchObject({ received: 2, stored: 1, unchanged: 1, quarantined: 0 });
  expect((await listQuarantine(hub.deps, {})).records).toEqual([]);
});

test('a file that fails as a whole can be replaced by a corrected one', async () => {
  await hub.send('a.snapshot', ['GARBAGE']);
  const [file] = (await listQuarantine(hub.deps, {})).records;
  const what = { id: file?.id ?? '', replacement: linesOf([aChild(1)]) };
  expect(await replayQuarantine(hub.deps, { what, receivedAt })).toMatchObject({ received: 1, stored: 1 });
  expect((await listQuarantine(hub.deps, {})).records).toEqual([]);
});
