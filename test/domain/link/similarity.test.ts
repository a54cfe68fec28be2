import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jaroWinkler } from '../../../src/domain/link/jaro-winkler.ts';
import { isOneSlip } from '../../../src/domain/link/one-slip.ts';

const letters = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 12 });

describe('how alike two names are', () => {
  test.for([
    ['MARTHA', 'MARHTA', 0.9611],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.8133],
    ['SAME', 'SAME', 1],
    ['ABC', 'XYZ', 0],
    ['', 'ABC', 0],
  ] as const)('%s and %s', ([one, other, likeness]) => {
    expect(jaroWinkler(one, other)).toBeCloseTo(likeness, 4);
  });

  test('lies between 0 and 1 and does not depend on who comes first', () => {
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        const likeness = jaroWinkler(one, other);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(jaroWinkler(other, one)).toBe(likeness);
      }),
    );
  });
});

/** Optimal string alignment distance, written out in full. */
const distance = (one: string, other: string): number => {
  const known = new Map<string, number>();
  const between = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const found = known.get(`${i},${j}`) ?? leastOf(i, j);
    known.set(`${i},${j}`, found);
    return found;
  };
  const leastOf = (i: number, j: number): number => {
    const isExchange = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
    const replaced = between(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
    const steps = [between(i - 1, j) + 1, between(i, j - 1) + 1, replaced];
    return Math.min(...steps, isExchange ? between(i - 2, j - 2) + 1 : replaced);
  };
  return between(one.length, other.length);
};

test('one slip of the hand is an optimal string alignment distance of one', () => {
  fc.assert(
    fc.property(letters, letters, (one, other) => {
      expect(isOneSlip(one, other)).toBe(distance(one, other) === 1);
    }),
    { numRuns: 1000 },
  );
});
