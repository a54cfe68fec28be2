import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuild } from '../../src/app/rebuild.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
  const ann: Line = { key: 'k', child: 'ann', given: 'Ann', family: 'Lee', born: '2010-02-03', nhs: nhsNumber(1) };
  const missing = { from: '2026-02-01', to: '2026-02-02', place: 'A quiet street' };
  await hub.send('a.upsert', [ann]);
  await hub.send('a.upsert', [{ ...ann, religion: 'X', missing }]);
  await hub.send('b.upsert', [{ ...ann, child: 'annie', key: 'k2', religion: 'Y' }], { organisation: 'E08000018' });
  await hub.send('c.upsert', [{ ...ann, child: 'bea', key: 'k3', nhs: nhsNumber(2) }]);
});
afterEach(() => hub.database.drop());

const verify = () => rebuild(hub.deps, { verify: true });

test('what is stored is what the facts give', async () => {
  expect(await verify()).toEqual({ children: 2, differences: [] });
});

test.for([
  [
    'child_view',
    `update child_view set religion = 'Z' where known_to <> 'infinity' and religion is not null`,
    /differs in religion/,
  ],
  ['child_view', `delete from child_view where known_to <> 'infinity'`, /is missing/],
  ['episode', `update episode set found_place = 'elsewhere'`, /differs in found_place/],
  [
    'episode',
    `insert into episode select (jsonb_populate_record(e, jsonb_build_object('episode_id', gen_random_uuid()))).*
     from episode e limit 1`,
    /should not exist/,
  ],
  ['reach', `delete from reach where child_id = (select child_id from episode limit 1)`, /relationships/],
  ['reach', `update reach set until = '2000-01-01'`, /relationships/],
  ['person', `update person set child_id = null where religion = 'Y'`, /names another child/],
] as const)('a changed %s is found and put right (%s)', async ([table, tampering, what]) => {
  await hub.ask(tampering);
  const { differences } = await verify();
  expect(differences.length).toBeGreaterThan(0);
  for (const difference of differences) expect(difference).toMatchObject({ table, what: expect.stringMatching(what) });

  await rebuild(hub.deps, { verify: false });
  expect((await verify()).differences).toEqual([]);
});

test('a membership nobody decided is found', async () => {
  await hub.ask(`update membership set known_from = known_from + interval '1 second' where subject_id = (
    select id from subject where key = 'bea')`);
  const { differences } = await verify();
  expect(differences).toContainEqual(expect.objectContaining({ table: 'membership' }));
});

test('differences name columns and times, never values', async () => {
  await hub.ask(`update episode set found_place = 'A secret street'`);
  expect(JSON.stringify(await verify())).not.toMatch(/street/i);
});

test('a rebuild changes nothing of what was true', async () => {
  const snapshot = () => hub.ask('select * from child_view order by child_id, known_from');
  const before = await snapshot();
  const progress: number[] = [];
  await rebuild(hub.deps, { verify: false, onProgress: ({ children }) => progress.push(children) });
  expect(await snapshot()).toEqual(before);
  expect(progress).toEqual([2]);
});
