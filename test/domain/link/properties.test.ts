import { describe, expect, test } from 'vitest';
import { nhsOf } from '../../../src/domain/link/birth-evidence.ts';
import { decidePair } from '../../../src/domain/link/decide.ts';
import { coverExplanation, explain } from '../../../src/domain/link/explain.ts';
import { childShape, type LinkRecord } from '../../../src/domain/link/link-record.ts';
import { createRunnersUp } from '../../../src/domain/link/margin.ts';
import { rounds } from '../../support/depth.ts';
import { inventRecords, inventTwins } from '../../support/invented-records.ts';
import { bornOn, linkAll, linkageOver, linkRecord } from '../../support/link-cases.ts';
import { newRandom, type Random } from '../../support/random.ts';

const shuffled = <Item>(random: Random, items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

const world = inventRecords(newRandom(11), 12);
const linked = linkAll(world);

describe('linking is a matter of the records alone', () => {
  test('it does not matter who is compared with whom', () => {
    for (const a of world.slice(0, 40)) {
      for (const b of world.slice(0, 40)) {
        if (a === b) continue;
        expect(decidePair(linked.linkage, b, a)).toEqual(decidePair(linked.linkage, a, b));
      }
    }
  });

  test('the same clusters come of 20 orders of arrival', () => {
    const random = newRandom(12);
    for (let order = 0; order < 20; order += 1) {
      const again = linkAll(shuffled(random, world));
      expect(again.groups).toEqual(linked.groups);
      expect(again.clusters.conflicts.length).toBe(linked.clusters.conflicts.length);
    }
  });

  test('a record that comes in again joins its first self and moves nobody', () => {
    const again = linkAll(world.flatMap((record) => [record, { ...record, id: `${record.id} again` }]));
    const firsts = again.groups.map((group) => group.filter((id) => !id.endsWith('again')));
    // Police records without name or birth stay alone, whoever comes in again.
    expect(firsts.filter((group) => group.length > 0).length).toBeGreaterThanOrEqual(linked.groups.length);
    for (const group of linked.groups.filter(({ length }) => length > 1)) expect(firsts).toContainEqual(group);
  });
});

describe('what can never be', () => {
  test('no cluster holds two current NHS numbers', () => {
    const byId = new Map(world.map((record) => [record.id, record]));
    for (const group of linked.groups) {
      const numbers = group.map((id) => byId.get(id)).map((record) => (record ? nhsOf(record, childShape) : null));
      expect(new Set(numbers.filter((number) => number !== null)).size).toBeLessThanOrEqual(1);
    }
  });

  test(`twins with realistic errors are never merged by themselves`, () => {
    const random = newRandom(13);
    let [wrong, reviewed, joined] = [0, 0, 0];
    for (let pair = 0; pair < rounds(200, 1_000); pair += 1) {
      const twins = inventTwins(random);
      const childOf = new Map(twins.map(({ record, child }) => [record.id, child]));
      const { groups, decisions } = linkAll(twins.map(({ record }) => record));
      wrong += groups.filter((group) => new Set(group.map((id) => childOf.get(id))).size > 1).length;
      joined += groups.filter(({ length }) => length > 1).length;
      reviewed += decisions.filter(({ zone }) => zone === 'REVIEW').length;
    }
    expect(wrong).toBe(0);
    expect(joined).toBeGreaterThan(0);
    expect(reviewed).toBeGreaterThan(0);
  });

  test('who is held apart is in no cluster together, by whatever way', () => {
    const group = linked.groups.find(({ length }) => length > 2) ?? [];
    const [one = '', other = ''] = group;
    const apart = linkAll(world, [[one, other]]);
    expect(apart.clusters.clusterOf(one)).not.toBe(apart.clusters.clusterOf(other));
  });
});

const explainedOf = (one: LinkRecord, other: LinkRecord) => {
  const linkage = linkageOver([one, other]);
  return explain({ linkage, decision: decidePair(linkage, one, other), runnerUp: null, hashOf: () => null });
};

describe('an explanation', () => {
  test('is there for every link, and adds up to its weight', () => {
    const automatic = linked.decisions.filter(({ zone }) => zone === 'AUTO');
    expect(automatic.length).toBeGreaterThan(20);
    const { clusterOf } = linked.clusters;
    const runnerUpOf = createRunnersUp(linked.decisions, (a, b) => clusterOf(a) === clusterOf(b));
    for (const decision of automatic) {
      const runnerUp = runnerUpOf(decision);
      const { prior, terms, total, sentence } = explain({
        linkage: linked.linkage,
        decision,
        runnerUp,
        hashOf: (field) => `#${field}`,
      });
      const sum = terms.reduce((bits, { weight, frequencyBits }) => bits + weight + frequencyBits, prior);
      expect(Math.abs(sum - decision.weight)).toBeLessThan(1e-6);
      expect(total).toBe(decision.weight);
      expect(sentence).not.toBe('');
    }
  });

  test('holds no value of a record', () => {
    const values = new Set(
      world.flatMap(({ given, surname, born, postcodes, identifiers }) => [
        given?.text,
        surname?.text,
        born?.digits,
        ...postcodes,
        ...identifiers,
      ]),
    );
    for (const decision of linked.decisions.slice(0, 200)) {
      const text = JSON.stringify(explain({ linkage: linked.linkage, decision, runnerUp: null, hashOf: () => null }));
      for (const value of values) if (typeof value === 'string' && value.length > 3) expect(text).not.toContain(value);
    }
  });

  const ella = { surname: 'Shaw', born: bornOn('2014-03-17'), sex: 'F', postcodes: ['DN4 0ZZ'], house: '12' };
  const pairOf = (given: string, surname: string) =>
    explainedOf(
      linkRecord({ id: 'one', ...ella, given, surname, nhs: '9990001014' }),
      linkRecord({ id: 'two', ...ella, given, surname, source: 'police' }),
    );

  test('tells a reader without the right to the names nothing that depends on which names they are', () => {
    const mayRead = (field: string) => field !== 'given' && field !== 'surname';
    const [rare, common] = [pairOf('Zebedee', 'Quill'), pairOf('Muhammad', 'Smith')];
    expect(rare.total).not.toBe(common.total);
    expect(coverExplanation(rare, mayRead)).toEqual(coverExplanation(common, mayRead));
    expect(coverExplanation(rare, mayRead).covered).toEqual([
      { field: 'given', agreement: 'AGREES' },
      { field: 'surname', agreement: 'AGREES' },
    ]);
  });

  test('tells a reader of every field the level of each', () => {
    expect(coverExplanation(pairOf('Ella', 'Shaw'), () => true)).toMatchObject({
      covered: [],
      terms: expect.arrayContaining([{ field: 'sex', level: 'SAME', weight: expect.any(Number) }]),
    });
  });
});
