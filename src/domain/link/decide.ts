import type { GuardId } from '../matching.ts';
import { shareNumber } from './comparisons.ts';
import { type Fired, firedGuards, type GuardedPair, guardedPair, type Surroundings, type Zone } from './guards.ts';
import type { LinkRecord } from './link-record.ts';
import type { Scorer } from './score.ts';

/** From which weights on pairs are linked or reviewed, in bits. */
export interface Thresholds {
  readonly auto: number;
  readonly review: number;
}

/** Everything a decision about a pair depends on. */
export interface Linkage {
  readonly scorer: Scorer;
  readonly thresholds: Thresholds;
  /** Null where records are not of children and are told apart by weight alone. */
  readonly surroundings: Surroundings | null;
}

/** What was decided about two records, by themselves. */
export interface Decision {
  /** The record with the lesser id first. */
  readonly a: LinkRecord;
  readonly b: LinkRecord;
  readonly weight: number;
  readonly zone: Zone;
  /** Whether a shared number, cross-checked, decided, or the weight. */
  readonly rule: 'NUMBER' | 'WEIGHT';
  readonly guards: readonly GuardId[];
  /** A shared number contradicted by both name and birth: somebody's record holds a wrong one. */
  readonly isNumberDisputed: boolean;
  /** Kept apart, and likely brother or sister. Nothing of one is ever taken for the other. */
  readonly isPossibleSibling: boolean;
}

/** Whether a decision says more than that they are two people. */
export const isNoted = ({ zone, isPossibleSibling, isNumberDisputed }: Decision): boolean =>
  zone !== 'NONE' || isPossibleSibling || isNumberDisputed;

const rank: Readonly<Record<Zone, number>> = { NONE: 0, REVIEW: 1, AUTO: 2 };

const lesser = (one: Zone, other: Zone): Zone => (rank[one] <= rank[other] ? one : other);

const zoneOf = (weight: number, { auto, review }: Thresholds): Zone => {
  if (weight >= auto) return 'AUTO';
  return weight >= review ? 'REVIEW' : 'NONE';
};

type Verdict = 'AGREES' | 'SAYS_NOTHING' | 'CONTRADICTS';

const birthVerdict = ({ born }: GuardedPair): Verdict => {
  if (born === null) return 'SAYS_NOTHING';
  return born === 'SAME_YEAR' || born === 'DIFFERENT' ? 'CONTRADICTS' : 'AGREES';
};

const givenVerdict = ({ given }: GuardedPair): Verdict => {
  if (given === null) return 'SAYS_NOTHING';
  return given === 'INITIAL' || given === 'DIFFERENT' ? 'CONTRADICTS' : 'AGREES';
};

/** What a shared number decides, once name and birth have been asked; null where no number is shared. */
const zoneByNumber = (pair: GuardedPair): Zone | null => {
  if (!pair.sharesNumber) return null;
  const verdicts = [birthVerdict(pair), givenVerdict(pair)];
  const against = verdicts.filter((verdict) => verdict === 'CONTRADICTS').length;
  if (against === 0) return 'AUTO';
  return against === 1 ? 'REVIEW' : 'NONE';
};

const guardedZone = (zone: Zone, weight: number, fired: readonly Fired[], { review }: Thresholds): Zone =>
  fired.reduce((so, { atMost, extraBits }) => {
    const isWorthALook = extraBits === 0 || weight >= review + extraBits;
    return lesser(so, isWorthALook ? atMost : 'NONE');
  }, zone);

const lookAlikeSiblings = (zone: Zone, fired: readonly Fired[], { surname, address, born }: GuardedPair): boolean =>
  zone === 'NONE' &&
  fired.some(({ id }) => id === 'V1' || id === 'V2') &&
  !fired.some(({ id }) => id === 'V0') &&
  surname !== null &&
  surname !== 'DIFFERENT' &&
  born !== null &&
  (address === 'SAME_HOUSE' || address === 'SAME_POSTCODE');

const byWeightAlone = (a: LinkRecord, b: LinkRecord, weight: number, thresholds: Thresholds): Decision => ({
  ...{ a, b, weight, zone: zoneOf(weight, thresholds), rule: 'WEIGHT', guards: [] },
  ...{ isNumberDisputed: false, isPossibleSibling: false },
});

const guarded = (
  a: LinkRecord,
  b: LinkRecord,
  weight: number,
  thresholds: Thresholds,
  around: Surroundings,
): Decision => {
  const pair = guardedPair(around, a, b);
  const byNumber = zoneByNumber(pair);
  const fired = firedGuards(pair);
  const zone = guardedZone(
    byNumber ?? zoneOf(weight, thresholds),
    weight,
    byNumber === null ? fired : withoutExtra(fired),
    thresholds,
  );
  return {
    ...{ a, b, weight, zone, rule: byNumber === null ? 'WEIGHT' : 'NUMBER', guards: fired.map(({ id }) => id) },
    isNumberDisputed: byNumber === 'NONE',
    isPossibleSibling: lookAlikeSiblings(zone, fired, pair),
  };
};

// A shared number is always worth a look, however little else there is.
const withoutExtra = (fired: readonly Fired[]): readonly Fired[] => fired.map((one) => ({ ...one, extraBits: 0 }));

/** Pairs no guard can change anything about: too light, no number in common, and not of one place. */
const isFarApart = (
  weight: number,
  { review }: Thresholds,
  { shape }: Surroundings,
  a: LinkRecord,
  b: LinkRecord,
): boolean =>
  weight < review && !shareNumber(shape, a, b) && !a.postcodes.some((postcode) => b.postcodes.includes(postcode));

/** Decides about two records by themselves; the same whichever comes first. */
export const decidePair = (
  { scorer, thresholds, surroundings }: Linkage,
  one: LinkRecord,
  other: LinkRecord,
): Decision => {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const weight = scorer.weigh(a, b);
  if (surroundings === null || isFarApart(weight, thresholds, surroundings, a, b))
    return byWeightAlone(a, b, weight, thresholds);
  return guarded(a, b, weight, thresholds, surroundings);
};
