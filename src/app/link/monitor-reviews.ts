import type { ReviewDecision } from '../../domain/link/review.ts';
import type { CountedReview } from '../../store/monitor-linkage.ts';
import { ratio } from './pair-figures.ts';

/** How well people decide, counted. */
export interface ReviewFigures {
  readonly waiting: number;
  readonly decided: number;
  readonly overtaken: number;
  /** Of the decided, the share that were one child; null where none was decided. */
  readonly same: number | null;
  /** Of those put to two, decided: the share of which the first vote was overturned. */
  readonly overturned: number | null;
  /** Reviews that two people decided, unsure ones left out. */
  readonly votedTwice: number;
  /** Agreement of the first two votes beyond chance (Cohen’s kappa); null where chance leaves nothing to say. */
  readonly kappa: number | null;
}

type Pair = readonly [ReviewDecision, ReviewDecision];

const decisive = (votes: readonly ReviewDecision[]): readonly ReviewDecision[] =>
  votes.filter((vote) => vote !== 'UNSURE');

const shareOf = (pairs: readonly Pair[], place: 0 | 1, word: ReviewDecision): number =>
  pairs.filter((pair) => pair[place] === word).length / pairs.length;

/** Cohen’s kappa of two raters: what they agree in beyond what chance alone would have them agree in. */
export const kappaOf = (pairs: readonly Pair[]): number | null => {
  if (pairs.length === 0) return null;
  const words = [...new Set(pairs.flat())];
  const seen = pairs.filter(([one, other]) => one === other).length / pairs.length;
  const chance = words.reduce((sum, word) => sum + shareOf(pairs, 0, word) * shareOf(pairs, 1, word), 0);
  return chance === 1 ? null : (seen - chance) / (1 - chance);
};

const shareOrNull = (part: number, whole: number): number | null => (whole === 0 ? null : ratio(part, whole));

/** Counts reviews. */
export const reviewFigures = (reviews: readonly CountedReview[]): ReviewFigures => {
  const decided = reviews.filter(({ state }) => state === 'DECIDED');
  const twice = reviews.map(({ votes }) => decisive(votes)).filter((votes) => votes.length > 1);
  const pairs = twice.flatMap(([one, other]): readonly Pair[] => (one && other ? [[one, other]] : []));
  const checked = decided.filter(({ votes }) => decisive(votes).length > 1);
  const overturned = checked.filter(({ votes, decision }) => decisive(votes)[0] !== decision);
  return {
    waiting: reviews.filter(({ state }) => !['DECIDED', 'OVERTAKEN'].includes(state)).length,
    decided: decided.length,
    overtaken: reviews.filter(({ state }) => state === 'OVERTAKEN').length,
    same: shareOrNull(decided.filter(({ decision }) => decision === 'SAME').length, decided.length),
    overturned: shareOrNull(overturned.length, checked.length),
    votedTwice: pairs.length,
    kappa: kappaOf(pairs),
  };
};
