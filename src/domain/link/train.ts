import { createRandom } from '../create-random.ts';
import { type Comparison, comparisonsOf } from './comparisons.ts';
import { chancesOf, type Estimate, estimateM, type Shares, sharesAmong } from './estimate.ts';
import type { LinkModel } from './link-model.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';
import { countPatterns, type Pattern, type RecordPair } from './patterns.ts';
import { type HeldSession, holdSessions, type MayPair } from './sessions.ts';

/** What a model is trained from; nobody says who is who. */
export interface Training {
  readonly version: string;
  /** In an order that does not depend on their arrival. */
  readonly records: readonly LinkRecord[];
  readonly shape: LinkShape;
  readonly seed: number;
  readonly mayPair: MayPair;
  /** Share of all pairs that are of one person, roughly. */
  readonly lambda: number;
}

const RANDOM_PAIRS = 300_000;
// Draws a random pair may take: of two files only pairs across count.
const MOST_DRAWS = 4 * RANDOM_PAIRS;
// Random pairs of few records hold some of one person; they are taken out of u by what is learned first.
const PASSES = 3;

function* randomPairs({ records, seed, mayPair }: Training): Generator<RecordPair> {
  const random = createRandom(seed);
  const drawOne = () => records[Math.floor(random() * records.length)];
  let found = 0;
  for (let draw = 0; draw < MOST_DRAWS && found < RANDOM_PAIRS; draw += 1) {
    const [a, b] = [drawOne(), drawOne()];
    if (a === undefined || b === undefined || a === b || !mayPair(a, b)) continue;
    found += 1;
    yield [a, b];
  }
}

interface Studied {
  readonly fixed: readonly string[];
  readonly patterns: readonly Pattern[];
}

const isFree = (comparisons: readonly Comparison[], fixed: readonly string[]): readonly boolean[] =>
  comparisons.map(({ field }) => !fixed.includes(field));

const averaged = (
  comparisons: readonly Comparison[],
  studied: readonly Studied[],
  estimates: readonly Estimate[],
): Shares =>
  comparisons.map(({ field, levels }, at) => {
    const learned = estimates.filter((_estimate, session) => !studied[session]?.fixed.includes(field));
    if (learned.length === 0) return levels.map(() => 1 / levels.length);
    return levels.map(
      (_level, place) => learned.reduce((sum, { m }) => sum + (m[at]?.[place] ?? 0), 0) / learned.length,
    );
  });

interface Learned {
  readonly m: Shares;
  readonly u: Shares;
  readonly rounds: readonly number[];
}

const learn = (comparisons: readonly Comparison[], studied: readonly Studied[], u: Shares): Learned => {
  const estimates = studied.map(({ fixed, patterns }) =>
    estimateM(comparisons, patterns, u, isFree(comparisons, fixed)),
  );
  return { m: averaged(comparisons, studied, estimates), u, rounds: estimates.map(({ rounds }) => rounds) };
};

const withoutMatches = (
  comparisons: readonly Comparison[],
  random: readonly Pattern[],
  so: Learned,
  lambda: number,
): Shares => {
  const chances = chancesOf(random, { m: so.m, lambda }, so.u, isFree(comparisons, []));
  return sharesAmong(comparisons, random, ({ count }, at) => count * (1 - (chances[at] ?? 0)), 1);
};

// Nothing was ever seen of a field that no record has: it must weigh nothing.
const leveled = (share: number): number => Math.min(1 - 1e-9, Math.max(1e-9, share));

const modelOf = (
  training: Training,
  comparisons: readonly Comparison[],
  held: readonly HeldSession[],
  learned: Learned,
  drawn: number,
): LinkModel => ({
  version: training.version,
  trainedOn: {
    records: training.records.length,
    randomPairs: drawn,
    seed: training.seed,
    sessions: held.map(({ session, pairs }, at) => ({
      fixed: session.fixed.join('+'),
      pairs: pairs.length,
      rounds: learned.rounds[at] ?? 0,
    })),
  },
  comparisons: comparisons.map(({ field, levels }, at) => ({
    field,
    levels: levels.map((level, place) => ({
      level,
      m: leveled(learned.m[at]?.[place] ?? 0.5),
      u: leveled(learned.u[at]?.[place] ?? 0.5),
    })),
  })),
});

/**
 * Learns a model without knowing who is who: u from random pairs, m by expectation maximisation in three sessions that
 * each learn only what their pairs were not chosen by, averaged. The same records and seed give the same model.
 */
export const train = (training: Training): LinkModel => {
  const comparisons = comparisonsOf(training.shape);
  const random = countPatterns(comparisons, randomPairs(training));
  const drawn = random.reduce((sum, { count }) => sum + count, 0);
  const held = holdSessions(training.records, training.shape, comparisons, training.mayPair);
  const studied = held.map(({ session, pairs }) => ({
    fixed: session.fixed,
    patterns: countPatterns(comparisons, pairs),
  }));
  let learned = learn(
    comparisons,
    studied,
    sharesAmong(comparisons, random, ({ count }) => count, 1),
  );
  for (let pass = 1; pass < PASSES; pass += 1) {
    learned = learn(comparisons, studied, withoutMatches(comparisons, random, learned, training.lambda));
  }
  return modelOf(training, comparisons, held, learned, drawn);
};
