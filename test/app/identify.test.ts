import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { endConstraints, insertConstraints } from '../../src/store/link-constraints.ts';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';
import { createLinkingHub, type LinkingHub } from '../support/linking-hub.ts';

let hub: LinkingHub;
beforeAll(async () => {
  hub = await createLinkingHub();
});
afterEach(async () => {
  expect(await hub.differences()).toEqual([]);
  expect(await hub.run({ dryRun: true })).toMatchObject({ keysRenewed: 0, edgesChanged: 0, placedAnew: 0 });
  await hub.empty();
});
afterAll(() => hub.database.drop());

const ann: Line = {
  ...{ key: 'k', child: 'ann', given: 'Ann', family: 'Lee', born: '2010-02-03', sex: 'FEMALE', nhs: nhsNumber(1) },
  ...{ postcode: 'DN4 0ZZ', house: '7 Any Street' },
};
const { nhs: _none, ...unnumbered } = ann;
const there = { organisation: 'E08000018' };
const live = `where known_to = 'infinity'`;

const send = (organisation: string, ...lines: readonly Partial<Line>[]) =>
  hub.deliver(
    lines.map((line) => ({ organisation, line: { ...unnumbered, ...line, key: line.key ?? `of ${line.child}` } })),
    lines.length,
  );

const tasks = () =>
  hub.ask<{ reason: string; state: string }>('select reason, state from review_task order by opened_at');

test('one child reported by two organisations at the same moment is one child', async () => {
  await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      hub.send(`${n}.upsert`, [{ ...ann, key: `k${n}`, child: `ann ${n}` }], n % 2 === 0 ? {} : there),
    ),
  );
  expect(await hub.ask('select count(*)::int n from child')).toEqual([{ n: 1 }]);
  expect(await hub.ask(`select count(*)::int n from membership ${live}`)).toEqual([{ n: 6 }]);
});

test('two records of one child in one file are one child', async () => {
  await hub.send('a.upsert', [ann, { ...ann, key: 'k2', child: 'annie' }]);
  expect(await hub.groups()).toEqual([['ann', 'annie']]);
});

test('the same name, day of birth and address are one child; another child of the name is not', async () => {
  await send('E08000017', { child: 'ann' });
  await send('14', { child: 'same' });
  await send('16', { child: 'other', born: '2013-11-27', postcode: 'S6 0ZZ' });
  expect(await hub.groups()).toEqual([['ann', 'same'], ['other']]);
});

test('a shared number does not join children born on different days: a person is asked', async () => {
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('E08000018', { child: 'sister', nhs: nhsNumber(1), given: 'Beth', born: '2010-02-13' });
  expect(await hub.groups()).toEqual([['ann'], ['sister']]);
  expect(await tasks()).toEqual([{ reason: 'REVIEW', state: 'OPEN' }]);
});

test('evidence that arrives later makes two children one: the younger id becomes an alias of the older', async () => {
  const missing = { from: '2026-02-01', to: '2026-02-02' };
  const vague = { child: 'annie', key: 'm', missing, born: '2010-11-27', postcode: 'S6 0ZZ' };
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('E08000018', vague);
  const [older, younger] = await hub.ask<{ child_id: string }>('select child_id from membership order by known_from');
  expect(await hub.groups()).toEqual([['ann'], ['annie']]);

  await send('E08000018', { ...vague, born: '2010-02-03', nhs: nhsNumber(1) });
  expect(await hub.groups()).toEqual([['ann', 'annie']]);
  expect(await hub.ask(`select child_id, survivor_id from child_alias ${live}`)).toEqual([
    { child_id: younger?.child_id, survivor_id: older?.child_id },
  ]);
  expect(await hub.ask(`select child_id from child_view ${live}`)).toEqual([{ child_id: older?.child_id }]);
  expect(await hub.ask(`select child_id from episode ${live}`)).toEqual([{ child_id: older?.child_id }]);
  expect(await hub.ask('select distinct child_id from reach')).toEqual([{ child_id: older?.child_id }]);
  expect(await hub.ask('select distinct child_id from missing_episode')).toEqual([{ child_id: older?.child_id }]);
});

test('a corrected number that contradicts the child separates again, under the id it had before', async () => {
  const other = { child: 'other', given: 'Beth', born: '2012-11-27', nhs: nhsNumber(2) };
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('E08000018', other);
  const own = await hub.ask(`select c.id, s.key from child c join subject s on s.id = c.first_subject_id order by 2`);
  await send('E08000018', { child: 'other', nhs: nhsNumber(1) });
  expect(await hub.groups()).toEqual([['ann', 'other']]);

  await send('E08000018', other);
  expect(await hub.groups()).toEqual([['ann'], ['other']]);
  expect(await hub.ask(`select 1 from child_alias ${live}`)).toEqual([]);
  const present = await hub.ask(`select m.child_id id, s.key from membership m join subject s on s.id = m.subject_id
    where m.known_to = 'infinity' order by 2`);
  expect(present).toEqual(own);
  expect(await hub.ask(`select rule from link_event where action = 'UNLINK'`)).toEqual([{ rule: 'NO_LONGER_LINKED' }]);
});

test('a record that matches two children makes them one', async () => {
  const { born: _born, ...known } = unnumbered;
  await send('E08000017', { child: 'by number', given: 'Annabelle', nhs: nhsNumber(1), postcode: 'S6 0ZZ' });
  await send('E08000018', { ...known, child: 'by address', given: 'Ann' });
  expect(await hub.groups()).toEqual([['by address'], ['by number']]);
  await send('14', { child: 'both', given: 'Ann', alias: 'Annabelle', nhs: nhsNumber(1) });
  expect(await hub.groups()).toEqual([['both', 'by address', 'by number']]);
});

test('links name the rule and whom was compared, and never a value; keys are keyed hashes', async () => {
  await hub.send('a.upsert', [ann, { ...ann, key: 'k2', child: 'annie' }]);
  const events = await hub.ask<{ rule: string; evidence: object }>(
    'select rule, evidence from link_event order by rule',
  );
  expect(events.map(({ rule }) => rule)).toEqual(['FIRST_SEEN', 'NUMBER']);
  const [edge] = await hub.ask<{ zone: string; explanation: object }>('select zone, explanation from link_edge');
  expect(edge?.zone).toBe('AUTO');
  expect(JSON.stringify([events, edge])).not.toMatch(new RegExp(`${nhsNumber(1)}|"lee"|2010-?02-?03|DN4`, 'i'));
  const [key] = await hub.ask<{ n: number }>('select count(distinct key)::int n from link_key');
  expect(key?.n).toBeGreaterThan(8);
});

test('what a person holds apart stays apart, and comes together again where that is taken back', async () => {
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('14', { child: 'same', missing: { from: '2026-02-01', to: '2026-02-02' } });
  const views = () =>
    hub.ask(`select to_jsonb(v) - 'known_from' - 'known_to' v from child_view v ${live} order by child_id`);
  const [one, linkedViews, ids] = [await hub.groups(), await views(), await hub.subjects()];
  const pair = [ids.get('ann') ?? '', ids.get('same') ?? ''] as const;
  const said = { reason: 'two girls of one name', actor: '14:officer', decidedAt: '2026-03-02T09:00:00Z' };
  const parted = await hub.decide(pair, (tx, knownAt) =>
    insertConstraints(tx, { pairs: [pair], kind: 'CANNOT_LINK', ...said, taskId: null, requestId: null }, knownAt),
  );
  expect(await hub.groups()).toEqual([['ann'], ['same']]);
  expect(await hub.ask(`select rule, actor from link_event where action = 'UNLINK'`)).toEqual([
    { rule: 'HELD_APART', actor: '14:officer' },
  ]);
  await send('14', { child: 'same', missing: { from: '2026-02-01', to: '2026-02-03' } });
  expect(await hub.groups()).toEqual([['ann'], ['same']]);
  expect(await tasks()).toEqual([]);
  await send('14', { child: 'same', missing: { from: '2026-02-01', to: '2026-02-02' } });

  await hub.decide(pair, (tx, knownAt) => endConstraints(tx, { pairs: [pair], ...said }, knownAt));
  expect(await hub.groups()).toEqual(one);
  expect(await views()).toEqual(linkedViews);
  const before = `'${parted}'::timestamptz - interval '1 microsecond'`;
  const together = (at: string) =>
    hub.ask(`select count(distinct child_id)::int n from membership where known_from <= ${at} and known_to > ${at}`);
  expect(await together(before)).toEqual([{ n: 1 }]);
  expect(await together(`'${parted}'::timestamptz`)).toEqual([{ n: 2 }]);
});

test('what a person calls one child is one, and what this parts is asked about', async () => {
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('14', { child: 'vague', given: 'Nan', born: '2010-07-21', postcode: 'S6 0ZZ' });
  await send('E08000018', {
    child: 'numbered',
    given: 'Nan',
    nhs: nhsNumber(2),
    born: '2010-07-21',
    postcode: 'S6 0ZZ',
  });
  expect(await hub.groups()).toEqual([['ann'], ['numbered', 'vague']]);
  const ids = await hub.subjects();
  const pair = [ids.get('ann') ?? '', ids.get('vague') ?? ''] as const;
  const said = { reason: 'seen by a person', actor: 'E08000017:w', decidedAt: '2026-03-02T09:00:00Z' };
  await hub.decide(pair, (tx, knownAt) =>
    insertConstraints(tx, { pairs: [pair], kind: 'SAME', ...said, taskId: null, requestId: null }, knownAt),
  );
  // A person's word comes first: the record goes with the child it was said to be, and leaves the other.
  expect(await hub.groups()).toEqual([['ann', 'vague'], ['numbered']]);
  expect((await tasks()).map(({ reason }) => reason)).toEqual(['CLUSTER_CONFLICT']);
});

test('two NHS numbers are two children whatever a person says: the records are to be looked at', async () => {
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('E08000018', {
    child: 'numbered',
    given: 'Nan',
    nhs: nhsNumber(2),
    born: '2010-07-21',
    postcode: 'S6 0ZZ',
  });
  const ids = await hub.subjects();
  const pair = [ids.get('ann') ?? '', ids.get('numbered') ?? ''] as const;
  const said = { reason: 'seen by a person', actor: 'E08000017:w', decidedAt: '2026-03-02T09:00:00Z' };
  await hub.decide(pair, (tx, knownAt) =>
    insertConstraints(tx, { pairs: [pair], kind: 'SAME', ...said, taskId: null, requestId: null }, knownAt),
  );
  expect(await hub.groups()).toEqual([['ann'], ['numbered']]);
  expect(await hub.ask('select reason, second_vote_reason why from review_task')).toEqual([
    { reason: 'DATA_QUALITY', why: 'NUMBER_OVERRIDDEN' },
  ]);
});

test('twins are two children, and known as possible siblings to nobody but the store', async () => {
  await send(
    'RXE',
    { child: 'ella', given: 'Ella', nhs: nhsNumber(1) },
    { child: 'elsie', given: 'Elsie', nhs: nhsNumber(2) },
  );
  await send('14', { child: 'police ella', given: 'Ella' });
  expect(await hub.groups()).toEqual([['ella', 'police ella'], ['elsie']]);
  expect(await hub.ask(`select stated_by from possible_sibling ${live}`)).not.toEqual([]);
});

test('a review is opened once for two children, and closed where records come to agree', async () => {
  const doubtful = { child: 'doubtful', given: 'Anna', born: '2010-03-02', postcode: 'DN4 9ZZ', house: '1' };
  await send('E08000017', { child: 'ann', nhs: nhsNumber(1) });
  await send('3714000', { child: 'at school' });
  await send('14', doubtful);
  const waiting = await hub.ask(`select subject_id, candidate_child_id from review_task where closed_at is null`);
  expect(waiting).toHaveLength(1);
  await send('14', { ...doubtful, religion: 'Y' });
  expect(await hub.ask('select 1 from review_task')).toHaveLength(1);
  await send('14', { child: 'doubtful' });
  expect(await hub.groups()).toEqual([['ann', 'at school', 'doubtful']]);
  expect((await tasks()).map(({ state }) => state)).toEqual(['OVERTAKEN']);
});
