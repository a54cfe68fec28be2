import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAuditSample } from '../../src/domain/practice/audit-sample.ts';
import { rounds } from '../support/depth.ts';

const frame = Array.from({ length: 27 }, (_, index) => `child-${index + 1}`);

describe('the sample of an audit', () => {
  test('is 15 of 27, 55.6 per cent, with the other twelve in reserve', () => {
    const sample = createAuditSample(frame, 15, 'audit of October 2015');
    expect([sample.frameSize, sample.size, sample.percent]).toEqual([27, 15, 55.6]);
    expect([...sample.drawn, ...sample.reserves].toSorted()).toEqual(frame.toSorted());
  });

  test('is drawn again by the same seed, and is another by another', () => {
    const first = createAuditSample(frame, 15, 'a seed');
    expect(createAuditSample(frame, 15, 'a seed')).toEqual(first);
    expect(createAuditSample(frame, 15, 'another seed').drawn).not.toEqual(first.drawn);
  });

  test('is what anybody draws with a hash and a sort: kept here, so that it stays so', () => {
    const { drawn, frameHash } = createAuditSample(['a', 'b', 'c', 'd'], 2, 'seed');
    // printf 'a\nb\nc\nd' | sha256sum; printf 'seed\na' | sha256sum, and so on.
    expect(frameHash).toBe('f729ae0cbcc8241ebb6918af712a88d5ca2c13f7fbe08f809aa297bfdf99fbe4');
    expect(drawn).toEqual(['a', 'b']);
  });

  test('does not depend on the order of the frame, nor on a case named twice', () => {
    const run = (cases: readonly string[], seed: string) => createAuditSample(cases, 15, seed);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(frame, { minLength: 27 }),
        fc.string({ minLength: 1, maxLength: 20 }),
        (cases, seed) => {
          expect(run([...cases, ...cases.slice(0, 3)], seed)).toEqual(run(frame, seed));
        },
      ),
      { numRuns: rounds(50, 2_000) },
    );
  });

  test('a case that leaves the frame moves no other', () => {
    for (const left of frame.slice(0, 5)) {
      const rest = createAuditSample(
        frame.filter((one) => one !== left),
        26,
        'seed',
      ).drawn;
      expect(rest).toEqual(createAuditSample(frame, 27, 'seed').drawn.filter((one) => one !== left));
    }
  });

  test('draws every case as often as any other', () => {
    const seeds = rounds(2_000, 40_000);
    const counts = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed += 1) {
      for (const one of createAuditSample(frame, 15, String(seed)).drawn) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    const expected = (seeds * 15) / 27;
    // Each is drawn binomially; five standard deviations.
    const allowed = 5 * Math.sqrt(expected * (1 - 15 / 27));
    for (const one of frame) expect(Math.abs((counts.get(one) ?? 0) - expected)).toBeLessThan(allowed);
  });

  test.for([
    ['none at all', 0, 'seed', /size: 1 to 27/],
    ['more than there are', 28, 'seed', /size: 1 to 27/],
    ['half a case', 1.5, 'seed', /size: 1 to 27/],
    ['without a seed', 15, '', /seed: 1 to 100/],
    ['by a seed without end', 15, 'x'.repeat(101), /seed: 1 to 100/],
  ] as const)('%s is refused', ([_title, size, seed, complaint]) => {
    expect(() => createAuditSample(frame, size, seed)).toThrow(complaint);
  });
});
