import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { replayQuarantine } from '../../src/app/quarantine/replay-quarantine.ts';
import { eraseChild } from '../../src/app/retention/erase-child.ts';
import { retain } from '../../src/app/retention/retain.ts';
import { readForSubjectAccess } from '../../src/app/subject-access.ts';
import type { Adapter } from '../../src/domain/adapter.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, linesAdapter, linesOf, nhsNumber } from '../support/lines-adapter.ts';
import { wholeDatabase } from '../support/whole-database.ts';

// Ann is 75 on the day, Ben is not.
const today = '2090-06-01';
const ann: Line = { key: 'ann-1', child: 'ann-number', given: 'Annabel', family: 'Leeford', born: '2015-06-01' };
const ben: Line = { key: 'ben-1', child: 'ben-number', given: 'Benedict', family: 'Marwood', born: '2016-01-01' };
const missing = { from: '2026-02-01', to: '2026-02-02', place: 'An unheard-of street' };

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(() => hub.database.drop());

const dump = () => wholeDatabase(hub.database.pools.owner);
const erase = (asAt = today) => retain(hub.deps, { asAt, dryRun: false });
const annsWords = /Annabel|Leeford|ann-number|ann-1|unheard-of/;
const children = () => hub.ask<{ id: string }>(`select child_id id from child_view where known_to = 'infinity'`);

/** The child of a source person, by its number. */
const childOf = async (number: string): Promise<string> => {
  const [row] = await hub.ask<{ id: string }>(
    `select m.child_id id from membership m join subject s on s.id = m.subject_id
     where s.key = $1 and m.known_to = 'infinity'`,
    [number],
  );
  return row?.id ?? '';
};

describe('a child whose time is over', () => {
  test('is gone at every known time, and the other child is as before', async () => {
    await hub.send('a.upsert', [{ ...ann, missing }, ben]);
    await hub.send('b.upsert', [{ ...ann, religion: 'X', missing: { ...missing, place: 'Another' } }]);
    const bens = () => hub.ask(`select to_jsonb(v) from child_view v where family_name = 'Marwood'`);
    const before = await bens();
    expect(await dump()).toMatch(annsWords);

    expect(await erase('2090-05-31')).toMatchObject({ due: [] });
    const report = await erase();
    expect(report.due.map(({ kind, records, rule }) => ({ kind, records, rule }))).toEqual([
      { kind: 'missing-episode', records: 1, rule: 'looked-after' },
      { kind: 'person', records: 1, rule: 'looked-after' },
    ]);
    expect(await dump()).not.toMatch(annsWords);
    expect(await dump()).toMatch(/Benedict/);
    expect(await bens()).toEqual(before);
    expect(await hub.differences()).toEqual([]);
  });

  test('does not come back with the file that brought it, whatever the version of its format, nor do its bytes', async () => {
    await hub.send('a.upsert', [{ ...ann, missing }, ben]);
    await erase();
    const sent = await hub.send('a.upsert', [{ ...ann, missing }, ben]);
    expect(sent).toMatchObject({ received: 2, stored: 0, unchanged: 2 });
    expect(await dump()).not.toMatch(annsWords);

    const adapter = linesAdapter();
    const newer: Adapter = { ...adapter, formats: adapter.formats.map((one) => ({ ...one, version: '2' })) };
    const again = await hub.send('a.upsert', [{ ...ann, missing }]);
    expect(again).toMatchObject({ stored: 0, unchanged: 1 });
    const read = await ingestFile(
      { ...hub.deps, adapters: [newer] },
      {
        ...{ adapterId: 'lines', name: 'a.upsert', bytes: linesOf([{ ...ann, missing }, ben]) },
        ...{ organisation: 'E08000017', receivedAt: '2026-03-02T09:00:00Z' },
      },
    );
    expect(read).toMatchObject({ received: 2, stored: 1, unchanged: 1 });
    expect(await dump()).not.toMatch(annsWords);
    expect(await children()).toHaveLength(1);
  });

  test('is a new child when its source says something new', async () => {
    await hub.send('a.upsert', [ann]);
    const before = await childOf('ann-number');
    await erase();
    expect(await children()).toEqual([]);
    expect(await hub.send('a.upsert', [{ ...ann, religion: 'X' }])).toMatchObject({ stored: 1 });
    expect(await childOf('ann-number')).not.toBe(before);
    expect(await hub.differences()).toEqual([]);
  });

  test('leaves no bytes of the snapshots that repeated it unchanged', async () => {
    await hub.send('a.snapshot', [ann, ben]);
    await hub.send('b.snapshot', [ann, { ...ben, religion: 'X' }]);
    await hub.send('c.snapshot', [ben]);
    expect((await hub.ask('select 1 from raw_content')).length).toBe(3);
    await erase();
    expect(await dump()).not.toMatch(annsWords);
    expect(await hub.differences()).toEqual([]);
  });

  test('who was two children once is erased under either id', async () => {
    await hub.send('a.upsert', [ann]);
    const mistaken = { ...ann, key: 'ann-2', child: 'ann-elsewhere', given: 'Annabelle', born: '2012-11-28' };
    await hub.send('b.upsert', [mistaken], { organisation: 'E08000018' });
    const [first, second] = [await childOf('ann-number'), await childOf('ann-elsewhere')];
    expect(first).not.toBe(second);
    const numbered = { ...ann, nhs: nhsNumber(1) };
    await hub.send('a.upsert', [numbered]);
    await hub.send('b.upsert', [{ ...numbered, key: 'ann-2', child: 'ann-elsewhere' }], { organisation: 'E08000018' });
    const survivor = await childOf('ann-elsewhere');
    expect(survivor).toBe(await childOf('ann-number'));
    const merged = survivor === first ? second : first;
    expect(await readForSubjectAccess(hub.database, { childId: merged })).toMatchObject({
      child: survivor,
      aliases: [merged],
      release: { sourcePersons: [{ key: 'ann-number' }, { key: 'ann-elsewhere' }] },
    });

    const request = { reason: 'asked for', approvedBy: 'the officer', asAt: today };
    expect(await eraseChild(hub.deps, { childId: merged, ...request })).toMatchObject({
      ...{ child: survivor, erased: { person: 2 }, held: null },
    });
    expect(await dump()).not.toMatch(/Annabel|ann-/);
    expect(await hub.differences()).toEqual([]);
    expect(await readForSubjectAccess(hub.database, { childId: merged })).toMatchObject({
      ...{ child: survivor, release: { kinds: [] } },
      erasures: [expect.objectContaining({ kind: 'person' }), expect.objectContaining({ kind: 'person' })],
    });
  });
});

describe('is held back', () => {
  test('a child who is missing', async () => {
    await hub.send('a.upsert', [{ ...ann, missing: { from: '2026-02-01' } }]);
    expect(await erase()).toMatchObject({ due: [], held: [{ why: 'EPISODE_OPEN' }] });
    expect(await dump()).toMatch(annsWords);
    await hub.send('b.upsert', [{ ...ann, missing }]);
    expect(await erase()).toMatchObject({ held: [] });
    expect(await dump()).not.toMatch(annsWords);
  });

  test('a child in a file of which something waits in quarantine, until that is dealt with', async () => {
    await hub.send('a.upsert', [ann, '{"key":"ben-1"'], { receivedAt: '2026-03-01T09:00:00Z' });
    const young: Line = { ...ann, born: '1951-03-02' };
    await hub.send('b.upsert', [{ ...young, key: 'old', child: 'old-number' }, '{"key":"other"']);
    const asAt = '2026-03-02';
    expect(await erase(asAt)).toMatchObject({ due: [], held: [{ why: 'FILE_QUARANTINED' }] });
    await hub.ask(`update source_record set state = 'REPLAYED' where state = 'QUARANTINED'`);
    expect((await erase(asAt)).held).toEqual([]);
    expect(await dump()).not.toContain('old-number');
  });

  test('a child of whose birth nothing is known: a person decides', async () => {
    await hub.send('a.upsert', [{ key: 'x', child: 'unborn-number', missing }]);
    expect(await erase('2199-01-01')).toMatchObject({
      due: [],
      toDecide: [{ why: 'BIRTH_UNKNOWN', records: 1 }],
    });
    expect(await dump()).toContain('unborn-number');
    const childId = await childOf('unborn-number');
    await eraseChild(hub.deps, { childId, reason: 'decided', approvedBy: 'the officer', asAt: '2199-01-01' });
    expect(await dump()).not.toContain('unborn-number');
  });
});

test('what an erased record left in quarantine under its key goes with it, and is listed no more', async () => {
  await hub.send('a.upsert', [ann]);
  await hub.send('b.upsert', ['{"key":"ann-1","given":"Annabel"', ben]);
  await erase();
  expect(await dump()).not.toMatch(annsWords);
  const again = { what: { all: true }, receivedAt: '2026-03-02T09:00:00Z' } as const;
  expect(await replayQuarantine(hub.deps, again)).toMatchObject({ received: 0, stored: 0 });
});

test('asked to end, it stops between two batches and loses nothing', async () => {
  await hub.send('a.upsert', [ann]);
  const reason = new Error('asked to end');
  await expect(retain(hub.deps, { asAt: today, dryRun: false, signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
  expect(await dump()).toMatch(annsWords);
  await erase();
  expect(await dump()).not.toMatch(annsWords);
});
