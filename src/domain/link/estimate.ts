import type { Comparison } from './comparisons.ts';
import type { Pattern } from './patterns.ts';

/** For each comparison the share of its levels, in order. */
export type Shares = readonly (readonly number[])[];

const MOST_ROUNDS = 200;
const STILL = 1e-6;
const FIRST_LAMBDA = 0.3;
// What was never seen is not impossible.
const UNSEEN = 0.5;

const sharesOf = (counts: readonly number[], unseen: number): readonly number[] => {
  const total = counts.reduce((sum, count) => sum + count + unseen, 0);
  return counts.map((count) => (count + unseen) / total);
};

/** Shares of levels among weighted patterns. */
export const sharesAmong = (
  comparisons: readonly Comparison[],
  patterns: readonly Pattern[],
  weightOf: (pattern: Pattern, at: number) => number,
  unseen = UNSEEN,
): Shares => {
  const counts = comparisons.map(({ levels }) => levels.map(() => 0));
  patterns.forEach((pattern, index) => {
    const weight = weightOf(pattern, index);
    pattern.levels.forEach((level, at) => {
      const of = counts[at];
      if (of && level >= 0) of[level] = (of[level] ?? 0) + weight;
    });
  });
  return counts.map((of) => sharesOf(of, unseen));
};

// A first guess: of one person's pairs most agree fully, ever fewer by ever less.
const firstGuess = (comparisons: readonly Comparison[]): Shares =>
  comparisons.map(({ levels }) =>
    sharesOf(
      levels.map((_level, at) => 8 ** -at),
      0.001,
    ),
  );

const oddsOf = ({ levels }: Pattern, m: Shares, u: Shares, free: readonly boolean[]): number => {
  let odds = 1;
  levels.forEach((level, at) => {
    if (level >= 0 && free[at]) odds *= (m[at]?.[level] ?? 1) / (u[at]?.[level] ?? 1);
  });
  return odds;
};

/** What expectation maximisation came to. */
export interface Estimate {
  readonly m: Shares;
  readonly lambda: number;
  readonly rounds: number;
}

/** Share of these pairs that are of one person, each by its pattern. */
export const chancesOf = (
  patterns: readonly Pattern[],
  { m, lambda }: Pick<Estimate, 'm' | 'lambda'>,
  u: Shares,
  free: readonly boolean[],
): readonly number[] => {
  const prior = lambda / (1 - lambda);
  return patterns.map((pattern) => {
    const odds = prior * oddsOf(pattern, m, u, free);
    return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
  });
};

/**
 * Estimates m of the comparisons that are free, and the share of pairs of one person, by expectation maximisation; u
 * is given. What the pairs were chosen by is not free: it agrees in all of them.
 */
export const estimateM = (
  comparisons: readonly Comparison[],
  patterns: readonly Pattern[],
  u: Shares,
  free: readonly boolean[],
): Estimate => {
  const total = patterns.reduce((sum, { count }) => sum + count, 0);
  let so: Estimate = { m: firstGuess(comparisons), lambda: FIRST_LAMBDA, rounds: 0 };
  for (let rounds = 1; rounds <= MOST_ROUNDS; rounds += 1) {
    const chances = chancesOf(patterns, so, u, free);
    const weightOf = ({ count }: Pattern, at: number) => count * (chances[at] ?? 0);
    const matches = patterns.reduce((sum, pattern, at) => sum + weightOf(pattern, at), 0);
    const lambda = Math.min(1 - STILL, Math.max(STILL, matches / total));
    const moved = Math.abs(lambda - so.lambda);
    so = { m: sharesAmong(comparisons, patterns, weightOf), lambda, rounds };
    if (moved < STILL) break;
  }
  return so;
};
