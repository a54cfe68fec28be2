import { describe, expect, test } from 'vitest';
import { childrenOf } from '../../../src/app/synth/generate-children.ts';
import { trueChildOf } from '../../../src/app/synth/generate-true-child.ts';
import { householdOf } from '../../../src/app/synth/household.ts';
import type { InventedChild } from '../../../src/app/synth/invented.ts';
import { type SynthOptions, usualOptions } from '../../../src/app/synth/options.ts';
import { isNhsNumber, isUpn } from '../../../src/domain/identifiers.ts';

const invented = (changed: Partial<SynthOptions>): readonly InventedChild[] => [
  ...childrenOf({ ...usualOptions, ...changed }),
];

describe('invented children', () => {
  const children = invented({ children: 3000 });

  test('have numbers of their own, whose checks hold', () => {
    expect(new Set(children.map(({ nhsNumber }) => nhsNumber)).size).toBe(children.length);
    expect(new Set(children.map(({ upn }) => upn)).size).toBe(children.length);
    expect(children.every(({ nhsNumber, upn }) => isNhsNumber(nhsNumber ?? '') && isUpn(upn ?? ''))).toBe(true);
    expect(children.every(({ nhsNumber }) => nhsNumber?.startsWith('999'))).toBe(true);
  });

  test('are each known to one to five agencies', () => {
    const agencyOf = (writer: string) => ({ ssda903: 'csc', ssd: 'csc', 'hub-records': 'csc' })[writer] ?? writer;
    const counts = children.map(({ sources }) => new Set(sources.map(({ writer }) => agencyOf(writer))).size);
    expect(new Set(counts)).toEqual(new Set([1, 2, 3, 4, 5]));
  });

  test('have a number of their own in every system', () => {
    const keys = children.flatMap(({ sources }) =>
      sources.map((one) => `${one.writer} ${one.organisation} ${one.key}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are never away twice at once', () => {
    for (const { episodes } of children) {
      const times = episodes.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? '9']);
      expect(times).toEqual(times.toSorted());
    }
  });

  /** When an interview's absence ended, when it was offered, and when it was held. */
  const timesOfInterviews = ({ episodes, sources }: InventedChild): readonly (readonly string[])[] => {
    const backs = new Map(episodes.map(({ startedAt, endedAt }) => [startedAt.slice(0, 10), endedAt]));
    return sources
      .flatMap(({ records }) => records)
      .flatMap(({ kind, body }) => (kind === 'interview' && body.offeredAt !== null ? [body] : []))
      .map(({ sourceEpisodes, offeredAt, heldAt }) => [
        backs.get(sourceEpisodes[0]?.startedOn ?? '') ?? '9',
        offeredAt ?? '',
        heldAt ?? '9',
      ]);
  };

  test('are offered an interview only once they are back, and have it only once it was offered', () => {
    const times = children.flatMap(timesOfInterviews);
    expect(times.length).toBeGreaterThan(1000);
    expect(times.filter((one) => one.join() !== one.toSorted().join())).toEqual([]);
  });

  test('of whom a few go missing most often', () => {
    const counts = children.map(({ episodes }) => episodes.length).toSorted((a, b) => b - a);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(counts.slice(0, 450)) / sum(counts)).toBeGreaterThan(0.45);
  });

  test('whose first notifications most often leave out what audits found missing', () => {
    const answers = children.flatMap(({ sources }) =>
      sources.flatMap(({ records }) =>
        records.flatMap(({ body }) => ('answers' in body && body.messageType === 'NEW' ? [body.answers] : [])),
      ),
    );
    const gaps = (path: string) => answers.filter((one) => one[path]?.state !== 'PRESENT').length / answers.length;
    for (const path of ['child.culture', 'child.religion', 'child.firstLanguage', 'child.disabilities']) {
      expect(gaps(path)).toBeGreaterThan(0.4);
    }
    expect(gaps('risk.returnHomeConcerns')).toBeGreaterThan(0.4);
    expect(gaps('risk.grade')).toBeLessThan(0.2);
  });
});

describe('a knob', () => {
  const shareOf = (changed: Partial<SynthOptions>, is: (child: ReturnType<typeof trueChildOf>) => boolean): number => {
    const options = { ...usualOptions, ...changed };
    const children = Array.from({ length: 2000 }, (_, child) => trueChildOf(options, child));
    return children.filter(is).length / children.length;
  };
  const hasTwin = (options: SynthOptions) => (child: { readonly number: number }) => {
    const { number, hasTwins } = householdOf(options, child.number);
    return hasTwins && child.number - number < 2;
  };

  test.for([0, 0.2, 0.9])('of %d looked after', (lookedAfter) => {
    expect(shareOf({ lookedAfter }, ({ care }) => care !== null)).toBeCloseTo(lookedAfter, 1);
  });

  test.for([0, 0.3, 1])('of %d going missing again and again', (repeat) => {
    expect(shareOf({ repeat }, ({ absences }) => absences.length > 3)).toBeCloseTo(repeat, 1);
  });

  test.for([0, 0.5, 1])('of %d placed out of area, of those who are placed', (outOfArea) => {
    const isOutside = ({ care, place }: ReturnType<typeof trueChildOf>) =>
      care !== null && care.place.authority !== place.authority;
    expect(shareOf({ outOfArea, lookedAfter: 1 }, isOutside)).toBeCloseTo(outOfArea, 1);
  });

  test.for([0, 0.1, 0.4])('of %d with a twin, born the same day', (twins) => {
    const options = { ...usualOptions, twins };
    expect(shareOf({ twins }, hasTwin(options))).toBeCloseTo(twins, 1);
    const first = Array.from({ length: 2000 }, (_, child) => child).find((child) =>
      hasTwin(options)({ number: child }),
    );
    if (first !== undefined) expect(trueChildOf(options, first + 1).bornOn).toBe(trueChildOf(options, first).bornOn);
  });

  test('without errors writes every name, birth and number as it is; with them, not', () => {
    const isRight = ({ birthOn, familyName, nhsNumber, sources }: InventedChild): boolean =>
      sources.every(
        ({ person: { names, birth, identifiers } }) =>
          (names[0]?.family ?? familyName) === familyName &&
          birth?.earliest === birthOn &&
          identifiers.every(({ system, value, valid }) => valid && (system !== 'nhs-number' || value === nhsNumber)),
      );
    expect(invented({ children: 300, errors: 0 }).every(isRight)).toBe(true);
    expect(invented({ children: 300, errors: 0.3 }).filter(isRight).length).toBeLessThan(150);
  });

  test.for([8, 104])('of %d weeks keeps every absence within them', (weeks) => {
    const first = Date.parse(usualOptions.from);
    const last = first + weeks * 7 * 86_400_000;
    const times = invented({ children: 400, weeks, repeat: 0.5 }).flatMap(({ episodes }) =>
      episodes.flatMap(({ startedAt, endedAt }) => [Date.parse(startedAt), Date.parse(endedAt ?? startedAt)]),
    );
    expect(Math.min(...times)).toBeGreaterThanOrEqual(first);
    expect(Math.max(...times)).toBeLessThan(last);
  });
});
