import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';

let hub: IngestHub;
beforeEach(async () => {
  hub = await createIngestHub();
});
afterEach(async () => {
  expect(await hub.differences()).toEqual([]);
  await hub.database.drop();
});

const ann: Line = { key: 'k', child: 'ann', given: 'Ann', family: 'Lee', born: '2010-02-03', nhs: nhsNumber(1) };
const there = { organisation: 'E08000018' };

const members = async () => {
  const rows = await hub.ask<{ child: string; keys: string[] }>(`
    select m.child_id child, array_agg(s.key order by s.key) keys from membership m join subject s on s.id = m.subject_id
    where m.known_to = 'infinity' group by 1 order by 2`);
  return rows.map(({ keys }) => keys);
};

test('one child reported by two organisations at the same moment is one child', async () => {
  await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      hub.send(`${n}.upsert`, [{ ...ann, key: `k${n}`, child: `ann ${n}` }], n % 2 === 0 ? {} : there),
    ),
  );
  expect(await hub.ask('select count(*)::int n from child')).toEqual([{ n: 1 }]);
  expect(await hub.ask(`select count(*)::int n from membership where known_to = 'infinity'`)).toEqual([{ n: 6 }]);
});

test('two records of one child in one file are one child', async () => {
  await hub.send('a.upsert', [ann, { ...ann, key: 'k2', child: 'annie' }]);
  expect(await members()).toEqual([['ann', 'annie']]);
});

test('the same name, day of birth and postcode are one child; another postcode is not', async () => {
  const { nhs: _none, ...unnumbered } = ann;
  const postcode = 'DN1 1AA';
  await hub.send('a.upsert', [{ ...unnumbered, postcode }]);
  await hub.send('b.upsert', [{ ...unnumbered, postcode, child: 'same' }], there);
  await hub.send('c.upsert', [{ ...unnumbered, postcode: 'DN2 2BB', key: 'k2', child: 'other' }], there);
  expect(await members()).toEqual([['ann', 'same'], ['other']]);
});

test('a shared number does not join children born on different days', async () => {
  await hub.send('a.upsert', [ann]);
  await hub.send('b.upsert', [{ ...ann, child: 'sister', born: '2012-05-06' }], there);
  expect(await members()).toEqual([['ann'], ['sister']]);
});

test('evidence that arrives later makes two children one: the younger id becomes an alias of the older', async () => {
  const { nhs: _none, ...unnumbered } = ann;
  const missing = { from: '2026-02-01', to: '2026-02-02' };
  await hub.send('a.upsert', [ann]);
  await hub.send('b.upsert', [{ ...unnumbered, child: 'annie', key: 'm', missing }], there);
  const [older, younger] = await hub.ask<{ child_id: string }>('select child_id from membership order by known_from');
  expect(await members()).toEqual([['ann'], ['annie']]);

  await hub.send('b.upsert', [{ ...ann, child: 'annie', key: 'm', missing }], there);
  expect(await members()).toEqual([['ann', 'annie']]);
  expect(await hub.ask(`select child_id, survivor_id from child_alias where known_to = 'infinity'`)).toEqual([
    { child_id: younger?.child_id, survivor_id: older?.child_id },
  ]);
  const live = `where known_to = 'infinity'`;
  expect(await hub.ask(`select child_id from child_view ${live}`)).toEqual([{ child_id: older?.child_id }]);
  expect(await hub.ask(`select child_id from episode ${live}`)).toEqual([{ child_id: older?.child_id }]);
  expect(await hub.ask('select distinct child_id from reach')).toEqual([{ child_id: older?.child_id }]);
  expect(await hub.ask('select distinct child_id from missing_episode')).toEqual([{ child_id: older?.child_id }]);
});

test('a corrected number that contradicts the child separates again, under the id it had before', async () => {
  await hub.send('a.upsert', [ann]);
  await hub.send('b.upsert', [{ ...ann, child: 'other', nhs: nhsNumber(2) }], there);
  const own = await hub.ask(`select c.id, s.key from child c join subject s on s.id = c.first_subject_id order by 2`);
  await hub.send('b.upsert', [{ ...ann, child: 'other' }], there);
  expect(await members()).toEqual([['ann', 'other']]);

  await hub.send('b.upsert', [{ ...ann, child: 'other', nhs: nhsNumber(2) }], there);
  expect(await members()).toEqual([['ann'], ['other']]);
  expect(await hub.ask(`select 1 from child_alias where known_to = 'infinity'`)).toEqual([]);
  const present = await hub.ask(`select m.child_id id, s.key from membership m join subject s on s.id = m.subject_id
    where m.known_to = 'infinity' order by 2`);
  expect(present).toEqual(own);
  expect(await hub.ask(`select rule from link_event where action = 'UNLINK'`)).toEqual([{ rule: 'CONTRADICTION' }]);
});

test('a record that matches two children makes them one', async () => {
  const postcode = 'DN1 1AA';
  const { nhs: _none, ...unnumbered } = ann;
  await hub.send('a.upsert', [ann]);
  await hub.send('b.upsert', [{ ...unnumbered, postcode, child: 'by address', key: 'k2' }], there);
  expect(await members()).toHaveLength(2);
  await hub.send('c.upsert', [{ ...ann, postcode, child: 'both', key: 'k3' }], there);
  expect(await members()).toEqual([['ann', 'both', 'by address']]);
});

test('links name the rule and whom was compared, and never a value; identity keys are not readable', async () => {
  await hub.send('a.upsert', [ann, { ...ann, key: 'k2', child: 'annie' }]);
  const events = await hub.ask<{ rule: string; evidence: object }>(
    'select rule, evidence from link_event order by rule',
  );
  expect(events.map(({ rule }) => rule)).toEqual(['FIRST_SEEN', 'IDENTIFIER_AND_BIRTH']);
  expect(JSON.stringify(events)).not.toMatch(/999|Lee|2010/);
  const keys = await hub.ask<{ length: number }>('select distinct length(key) from identity_key');
  expect(keys).toEqual([{ length: 32 }]);
});
