import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dqmi } from '../../src/domain/completeness/dqmi.ts';
import { type ExactCell, publish } from '../../src/domain/completeness/published.ts';
import { dqmiItems, reportedFields } from '../../src/domain/completeness/report.ts';
import { profileDocument } from '../../src/domain/profile/document.ts';
import { type FeedDeclaration, isDeclared } from '../../src/domain/profile/feeds.ts';
import { fieldBit, fieldMasksOf } from '../../src/domain/profile/field-masks.ts';
import { fields2015 } from '../../src/domain/profile/fields.ts';
import { overridden, overrideAt, type ProfileOverride } from '../../src/domain/profile/overrides.ts';
import { profiles } from '../../src/domain/profile/profiles.ts';
import { type LeafEvidence, stageOf, stageOfLeaf, stages } from '../../src/domain/profile/stages.ts';
import { rounds } from '../support/depth.ts';

describe('the data quality index', () => {
  // NHS Data Quality Maturity Index methodology, appendix 1 (October 2021): datasets 4 and 5 submitted nothing.
  const published = [
    [2500, 2400, 100, 2, 1, 94],
    [2500, 2500, 100, 100, 1, 100],
    [2500, 2000, 100, 0, 1, 76],
    [1000, 900, 900, 0, 1 / 3, 0],
    [1000, 800, 800, 100, 1 / 3, 80],
    [1000, 900, 450, 0, 1 / 3, 45],
    [1000, 1000, 100, 3.5, 1 / 3, 93.5],
    [10_000, 10_000, null, null, 1 / 3, 100],
    [10_000, 10_000, null, null, 1 / 3, 100],
    [50_000, 50_000, 100, 2, 2 / 3, 100],
    [50_000, 49_000, 5000, 100, 2 / 3, 98],
    [50_000, 45_000, 5000, 3.5, 2 / 3, 83.5],
  ] as const;
  const items = published.map(([records, validAndComplete, defaults, thresholdPercent, coverage]) => {
    return { records, validAndComplete, defaults, thresholdPercent, coverage };
  });

  test('gives the scores and the index of the published example', () => {
    const { scores, index } = dqmi(items);
    expect(scores.map((score) => Number(score?.toFixed(10)))).toEqual(published.map((row) => row[5]));
    expect(index).toBeCloseTo(47.152_777, 5);
    expect(index?.toFixed(1)).toBe('47.2');
  });

  test('leaves out what has no record', () => {
    const none = { records: 0, validAndComplete: 0, defaults: 0, thresholdPercent: 2, coverage: 0 };
    expect(dqmi([...items, none]).index).toBe(dqmi(items).index);
    expect(dqmi([none])).toEqual({ scores: [null], index: null });
  });

  test('counts a field as covered by the share of the forces that carry any of its elements', () => {
    const latest = { applies: 100, passes: 100, notKnown: 12, declined: 0 };
    const [item, ...others] = dqmiItems([{ field: 15, latest }], [{ elements: ['child.religion'] }], 2);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ coverage: 0.5, records: 100, defaults: 12, thresholdPercent: 5 });
    expect(dqmi(item ? [item] : []).scores).toEqual([93]);
  });

  test('speaks of no field whose gaps are police intelligence', () => {
    expect(reportedFields.map(({ number }) => number)).toEqual(
      fields2015.map(({ number }) => number).filter((number) => ![44, 45, 46].includes(number)),
    );
  });
});

describe('a published table', () => {
  const cells = (...counts: readonly (readonly [number, number])[]): readonly ExactCell[] =>
    counts.map(([count, of], at) => ({ row: 'r', column: `force ${at}`, count, of }));
  const published = (...counts: readonly (readonly [number, number])[]) => publish(cells(...counts))[0];
  const told = (...counts: readonly (readonly [number, number])[]) =>
    published(...counts)?.cells.map(({ count }) => count);

  test('rounds to five and shows nothing of 1 to 7', () => {
    expect(told([0, 40], [23, 40], [3, 40], [7, 40], [8, 40])).toEqual([0, 25, null, null, 10]);
  });

  test('shows nothing where 1 to 7 are left over', () => {
    expect(told([24, 27], [20, 27], [19, 27])).toEqual([null, null, 20]);
  });

  test('shows no total beside a suppressed cell, whatever it is', () => {
    expect(published([3, 40], [23, 60], [12, 60])).toMatchObject({ total: null });
    expect(published([10, 40], [23, 60], [12, 60])).toMatchObject({ total: 45 });
  });

  const isSmall = ({ count, of }: ExactCell) => [count, of - count].some((one) => one >= 1 && one <= 7);

  /** What somebody who knows every rule, every denominator and every other count can still take a cell to be. */
  const possible = (exact: readonly ExactCell[], at: number): number => {
    const shown = JSON.stringify(publish(exact));
    const others = Array.from({ length: (exact[at]?.of ?? 0) + 1 }, (_, value) =>
      exact.map((cell, index) => (index === at ? { ...cell, count: value } : cell)),
    );
    return others.filter((other) => JSON.stringify(publish(other)) === shown).length;
  };

  const count = fc.nat(60).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));
  const counts = fc.array(count, { minLength: 1, maxLength: 5 });
  const runs = { numRuns: rounds(300, 10_000) };

  test('shows no small count, and every other to within two', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const shown = told(...given) ?? [];
        for (const [at, cell] of cells(...given).entries()) {
          const value = shown[at] ?? null;
          expect(isSmall(cell) && value !== null).toBe(false);
          expect(value === null || Math.abs(value - cell.count) <= 2).toBe(true);
        }
      }),
      runs,
    );
  });

  test('never lets a small count be worked out from what is published', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const exact = cells(...given);
        const small = [...exact.keys()].filter((at) => exact[at] && isSmall(exact[at]));
        expect(small.map((at) => possible(exact, at)).filter((values) => values < 2)).toEqual([]);
      }),
      runs,
    );
  });
});

describe('what an authority asks for differently', () => {
  const photo = fields2015.find(({ name }) => name === 'photo');
  if (!photo) throw new Error('no photo');
  const tighter: ProfileOverride = {
    ...{ authority: 'E08000017', field: 'photo', from: '2016-01-01', to: '2017-01-01' },
    ...{ requirement: 'MANDATORY', condition: 'ALWAYS', reason: 'decided by the partnership' },
  };
  const looser: ProfileOverride = { ...tighter, from: '2016-06-01', requirement: 'RECOMMENDED' };

  test.for([
    ['2015-12-31', 'E08000017', undefined],
    ['2016-01-01', 'E08000017', tighter],
    ['2016-06-01', 'E08000017', looser],
    ['2017-01-01', 'E08000017', undefined],
    ['2016-02-01', 'E08000018', undefined],
    ['2016-02-01', null, undefined],
  ] as const)('on %s for %s', ([day, authority, expected]) => {
    expect(overrideAt([tighter, looser], 'photo', authority, day)).toBe(expected);
    expect(overrideAt([tighter, looser], 'religion', authority, day)).toBeUndefined();
  });

  test('replaces the requirement and its condition, and nothing else', () => {
    const { requirement, condition, mandatoryWhen, ...rest } = overridden(photo, tighter);
    expect({ requirement, condition, mandatoryWhen }).toEqual({
      ...{ requirement: 'MANDATORY', condition: 'ALWAYS', mandatoryWhen: null },
    });
    expect(photo).toMatchObject(rest);
    expect(overridden(photo, undefined)).toBe(photo);
  });

  test('stands on the page of the profile with its reason', () => {
    const [current] = profiles;
    const page = profileDocument(current ? [{ ...current, overrides: [tighter] }] : []);
    expect(page).toContain(
      '| E08000017 | `photo` | value if always | 2016-01-01 | 2017-01-01 | decided by the partnership |',
    );
  });
});

describe('where an answer was lost', () => {
  const nothing: LeafEvidence = { lost: false, state: 'MISSING', sent: false, carried: false };

  test.for([
    [{ ...nothing, sent: true }, 'NOT_RECORDED'],
    [{ ...nothing, sent: true, state: 'INVALID' }, 'NOT_RECORDED'],
    [{ ...nothing, sent: true, state: 'NOT_KNOWN_ASKED' }, 'NOT_RECORDED'],
    [{ ...nothing, sent: true, carried: true }, 'NOT_RECORDED'],
    [{ ...nothing, carried: true }, 'NOT_SENT'],
    [{ ...nothing, lost: true }, 'LOST_IN_MAPPING'],
    [{ ...nothing, lost: true, carried: true }, 'LOST_IN_MAPPING'],
    [{ ...nothing, sent: true, state: 'WITHHELD' }, 'WITHHELD_BY_SOURCE'],
    [nothing, 'UNKNOWN'],
  ] as const)('%j is %s', ([evidence, stage]) => {
    expect(stageOfLeaf(evidence)).toBe(stage);
  });

  test('parts lost at different places make it unknown, never a guess', () => {
    expect(
      stageOf([
        { ...nothing, sent: true },
        { ...nothing, carried: true },
      ]),
    ).toBe('UNKNOWN');
    expect(
      stageOf([
        { ...nothing, carried: true },
        { ...nothing, carried: true },
      ]),
    ).toBe('NOT_SENT');
    expect(stageOf([])).toBe('UNKNOWN');
    expect(Object.keys(stages)).toHaveLength(5);
  });

  test('a feed carries what its force declared, while it holds', () => {
    const declared: FeedDeclaration = {
      ...{ organisation: '14', from: '2015-01-01', to: '2016-01-01', carries: ['child.religion'], source: 'letter' },
    };
    const on = (organisation: string, day: string, path: string) => isDeclared(organisation, day, path, [declared]);
    expect(on('14', '2015-10-19', 'child.religion')).toBe(true);
    expect(on('14', '2016-01-01', 'child.religion')).toBe(false);
    expect(on('16', '2015-10-19', 'child.religion')).toBe(false);
    expect(on('14', '2015-10-19', 'child.culture')).toBe(false);
  });
});

test('fields as bits are exact, and each that applies is in one state', () => {
  const fields = fields2015.map(({ number }) => ({
    ...{ number, requirement: 'ANSWER', applies: true, passes: number % 2 === 0 },
    ...{ state: number % 3 === 0 ? 'MISSING' : 'PRESENT' },
  })) satisfies readonly Parameters<typeof fieldMasksOf>[0][number][];
  const masks = fieldMasksOf(fields);
  expect(masks.applies).toBe(2 ** 51 - 1);
  expect(Number.isSafeInteger(masks.applies)).toBe(true);
  expect(BigInt(masks.missing) & BigInt(fieldBit(51))).toBe(BigInt(fieldBit(51)));
  expect(BigInt(masks.passes) & BigInt(fieldBit(51))).toBe(0n);
});
