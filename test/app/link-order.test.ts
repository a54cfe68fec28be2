import { afterAll, beforeAll, expect, test } from 'vitest';
import { rounds } from '../support/depth.ts';
import { inventRecords } from '../support/invented-records.ts';
import { lineOfRecord, type SentLine } from '../support/lines-of-records.ts';
import { createLinkingHub, type LinkingHub } from '../support/linking-hub.ts';
import { newRandom, type Random } from '../support/random.ts';

let hub: LinkingHub;
beforeAll(async () => {
  hub = await createLinkingHub();
});
afterAll(() => hub.database.drop());

const shuffled = (random: Random, lines: readonly SentLine[]): readonly SentLine[] =>
  lines
    .map((line) => ({ line, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ line }) => line);

const lines = inventRecords(newRandom(21), 6).map(lineOfRecord);
const nothingToDo = { keysRenewed: 0, edgesChanged: 0, placedAnew: 0 };

test('whatever the order of arrival, the same children come of it, and linking all at once changes nothing', async () => {
  const random = newRandom(22);
  const seen: (readonly (readonly string[])[])[] = [];
  for (let order = 0; order < rounds(3, 20); order += 1) {
    await hub.empty();
    await hub.deliver(shuffled(random, lines), 1 + random.below(4));
    seen.push(await hub.groups());
    expect(await hub.run({ dryRun: true })).toMatchObject(nothingToDo);
  }
  expect(seen[0]?.some(({ length }) => length > 2)).toBe(true);
  for (const groups of seen) expect(groups).toEqual(seen[0]);
  const numbers = await hub.ask(`select m.child_id from membership m join person p using (subject_id)
    cross join jsonb_to_recordset(p.identifiers) i (system text, value text)
    where m.known_to = 'infinity' and p.known_to = 'infinity' and i.system = 'nhs-number'
    group by 1 having count(distinct i.value) > 1`);
  expect(numbers).toEqual([]);
});

test('every link says why: its terms add up to its weight', async () => {
  const edges = await hub.ask<{
    weight: number;
    explanation: { prior: number; terms: { weight: number; frequencyBits: number }[] };
  }>(`select weight, explanation from link_edge where known_to = 'infinity'`);
  expect(edges.length).toBeGreaterThan(5);
  for (const { weight, explanation } of edges) {
    const sum = explanation.terms.reduce((total, term) => total + term.weight + term.frequencyBits, explanation.prior);
    expect(Math.abs(sum - weight)).toBeLessThan(1e-6);
  }
});

test('the same records again change nobody, and no link', async () => {
  const [groups, edges] = [await hub.groups(), await hub.ask('select * from link_edge order by a, b, known_from')];
  await hub.deliver(lines, 4);
  expect(await hub.groups()).toEqual(groups);
  expect(await hub.ask('select * from link_edge order by a, b, known_from')).toEqual(edges);
});

test('linking all at once puts right what is stored otherwise', async () => {
  const groups = await hub.groups();
  await hub.ask('delete from link_key');
  await hub.ask(`delete from link_edge where zone = 'AUTO'`);
  const report = await hub.run();
  expect(report.keysRenewed).toBe(report.records);
  expect(report.edgesChanged).toBeGreaterThan(0);
  expect(await hub.groups()).toEqual(groups);
  expect(await hub.run()).toMatchObject(nothingToDo);
});

test('names counted anew are decided by from then on, by those who come in and by all at once', async () => {
  await hub.run({ refresh: true });
  expect(await hub.ask('select count(*)::int n from link_snapshot')).toEqual([{ n: 2 }]);
  expect(await hub.run({ dryRun: true })).toMatchObject(nothingToDo);
  await hub.deliver(
    lines.map(({ organisation, line }) => ({ organisation, line: { ...line, religion: 'Y' } })),
    4,
  );
  expect(await hub.run({ dryRun: true })).toMatchObject(nothingToDo);
  expect(await hub.differences()).toEqual([]);
});
