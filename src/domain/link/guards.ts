import {
  type AddressLevel,
  type BornLevel,
  type GivenLevel,
  type GuardId,
  limits,
  type SurnameLevel,
} from '../matching.ts';
import { type BirthEvidence, countNhsNumbers, isMultipleBirth } from './birth-evidence.ts';
import { agreeByYearOnly, compareAddress, compareBorn, compareSex } from './compare-facts.ts';
import { compareGiven, compareSurname, isMiddleMatch, isReciprocal, middlesContradict } from './compare-names.ts';
import { shareNumber } from './comparisons.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';

/** Where a pair belongs. */
export type Zone = 'AUTO' | 'REVIEW' | 'NONE';

/** What the guards go by besides the two records. */
export interface Surroundings {
  readonly shape: LinkShape;
  readonly births: BirthEvidence;
  /** Whether a person holds the two apart. */
  readonly areHeldApart: (a: LinkRecord, b: LinkRecord) => boolean;
}

/** A pair as guards see it. */
export interface GuardedPair extends Surroundings {
  readonly a: LinkRecord;
  readonly b: LinkRecord;
  readonly given: GivenLevel | null;
  readonly surname: SurnameLevel | null;
  readonly born: BornLevel | null;
  readonly address: AddressLevel | null;
  readonly sharesNumber: boolean;
}

/** Looks at a pair for what the guards need. */
export const guardedPair = (around: Surroundings, a: LinkRecord, b: LinkRecord): GuardedPair => ({
  ...around,
  a,
  b,
  given: compareGiven(a, b),
  surname: compareSurname(a, b),
  born: compareBorn(a, b),
  address: compareAddress(a, b),
  sharesNumber: shareNumber(around.shape, a, b),
});

/** A guard that fired: the pair may come no further than `atMost`, and needs this many bits above the review line. */
export interface Fired {
  readonly id: GuardId;
  readonly atMost: Zone;
  readonly extraBits: number;
}

type Guard = (pair: GuardedPair) => Zone | null;

const isOneOf = <T>(level: T | null, levels: readonly T[]): boolean => level !== null && levels.includes(level);

const isFormer = ({ numbers }: LinkRecord, upn: string): boolean => numbers.includes(`upn|${upn}`);

const contradicting = ({ a, b, shape }: GuardedPair, check: 'nhs' | 'upn'): boolean =>
  shape.identifiers.some((field, at) => {
    const [one, other] = [a.identifiers[at] ?? null, b.identifiers[at] ?? null];
    if (field.check !== check || one === null || other === null || one === other) return false;
    return check === 'nhs' || (/\d$/.test(one) && /\d$/.test(other) && !isFormer(a, other) && !isFormer(b, one));
  });

const isOneOfSeveral = ({ births, a, b }: GuardedPair): boolean => isMultipleBirth(births, a, b);

const apart: Guard = ({ a, b, areHeldApart }) => {
  const isForbidden = a.isBarred || b.isBarred || a.isSealed || b.isSealed || areHeldApart(a, b);
  return isForbidden ? 'NONE' : null;
};

/** Two numbers of one child, rather than two children: everything else agrees, and nobody else is there. */
const looksRenumbered = (pair: GuardedPair): boolean =>
  isOneOf(pair.given, ['EXACT', 'SWAPPED', 'CLOSE', 'OTHER_NAME']) &&
  isOneOf(pair.surname, ['EXACT', 'CLOSE', 'OTHER_NAME']) &&
  pair.born === 'EXACT' &&
  isOneOf(pair.address, ['SAME_HOUSE', 'SAME_POSTCODE']) &&
  countNhsNumbers(pair.births, pair.a, pair.b) <= 2;

const twoNumbers: Guard = (pair) => {
  if (!contradicting(pair, 'nhs')) return null;
  return looksRenumbered(pair) ? 'REVIEW' : 'NONE';
};

/** Another given name and nothing else against one child: the name itself may be wrong. */
const agreesOtherwise = (pair: GuardedPair): boolean =>
  pair.born === 'EXACT' &&
  pair.surname === 'EXACT' &&
  pair.address === 'SAME_HOUSE' &&
  compareSex(pair.a, pair.b) !== 'DIFFERENT' &&
  !contradicting(pair, 'upn') &&
  !middlesContradict(pair.a, pair.b) &&
  !isOneOfSeveral(pair);

const otherGiven: Guard = (pair) => {
  if (pair.sharesNumber || !isOneOf(pair.given, ['INITIAL', 'DIFFERENT'])) return null;
  return agreesOtherwise(pair) ? 'REVIEW' : 'NONE';
};

const twoPupilNumbers: Guard = (pair) => (contradicting(pair, 'upn') ? 'REVIEW' : null);

/** Dates that agree in the year only stand for the day where name and place, or a number, leave no doubt. */
const isYearEnough = ({ given, address, sharesNumber }: GuardedPair): boolean =>
  sharesNumber || (given === 'EXACT' && isOneOf(address, ['SAME_HOUSE', 'SAME_POSTCODE']));

const agreeTooLittle = (pair: GuardedPair): boolean =>
  isOneOf(pair.born, ['SAME_YEAR', 'DIFFERENT']) || (agreeByYearOnly(pair.a, pair.b) && !isYearEnough(pair));

/** A shared number makes up for one of name and birth that is missing, not for both. */
const tooLittle: Guard = (pair) => {
  const missing = Number(pair.given === null) + Number(pair.born === null);
  return missing > (pair.sharesNumber ? 1 : 0) || agreeTooLittle(pair) ? 'REVIEW' : null;
};

const otherSex: Guard = ({ a, b, given }) => (compareSex(a, b) === 'DIFFERENT' && given !== 'EXACT' ? 'REVIEW' : null);

const oneOfSeveral: Guard = (pair) =>
  pair.given !== 'EXACT' && isOneOf(pair.born, ['EXACT', 'PARTIAL', 'SLIP']) && isOneOfSeveral(pair) ? 'REVIEW' : null;

const middleOnly: Guard = ({ a, b, given }) => {
  if (a.middles.length === 0 || b.middles.length === 0) return null;
  const isByMiddle = given === 'OTHER_NAME' && isMiddleMatch(a, b) && !isReciprocal(a, b);
  return isByMiddle || (given !== 'SWAPPED' && !isReciprocal(a, b) && middlesContradict(a, b)) ? 'REVIEW' : null;
};

const inOrder: readonly (readonly [GuardId, Guard])[] = [
  ['V0', apart],
  ['V1', twoNumbers],
  ['V2', otherGiven],
  ['V3', twoPupilNumbers],
  ['V4', tooLittle],
  ['V5', otherSex],
  ['V6', oneOfSeveral],
  ['V7', middleOnly],
];

/** Which guards fire on a pair, in order. */
export const firedGuards = (pair: GuardedPair): readonly Fired[] =>
  inOrder.flatMap(([id, guard]) => {
    const atMost = guard(pair);
    return atMost === null ? [] : { id, atMost, extraBits: id === 'V4' ? limits.extraForReview : 0 };
  });
