import type { GivenLevel, SurnameLevel } from '../matching.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import type { LinkRecord, Name } from './link-record.ts';

const CLOSE = 0.92;
const ALIKE = 0.84;

const shares = <T>(some: readonly T[], others: readonly T[]): boolean => some.some((one) => others.includes(one));

const isNamed = (names: readonly Name[], { text }: Name): boolean => names.some((name) => name.text === text);

// Two short forms of one name (Ella, Ellie) are two names: twins bear them.
const areOneFamily = (a: Name, b: Name): boolean =>
  shares(a.writings, b.writings) || shares(a.longOf, b.shortOf) || shares(b.longOf, a.shortOf);

type Crossing = 'AGREES' | 'SAYS_NOTHING' | 'DISAGREES';

const crossing = (given: Name | null, surname: Name | null): Crossing => {
  if (given === null || surname === null) return 'SAYS_NOTHING';
  // Nearly all names that stand crossed begin alike; the others need not be measured.
  if (given.text[0] !== surname.text[0]) return 'DISAGREES';
  return given.text === surname.text || jaroWinkler(given.text, surname.text) >= CLOSE ? 'AGREES' : 'DISAGREES';
};

const agreeUncrossed = (a: LinkRecord, b: LinkRecord): boolean =>
  crossing(a.given, b.given) === 'AGREES' || crossing(a.surname, b.surname) === 'AGREES';

/** Whether given name and surname of one stand in one another’s place in the other, as far as both are there. */
export const areSwapped = (a: LinkRecord, b: LinkRecord): boolean => {
  const one = crossing(a.given, b.surname);
  if (one === 'DISAGREES') return false;
  const other = crossing(b.given, a.surname);
  const isCrossed = other !== 'DISAGREES' && (one === 'AGREES' || other === 'AGREES');
  return isCrossed && !agreeUncrossed(a, b);
};

/** Whether the given name of one is a middle name of the other. */
export const isMiddleMatch = (a: LinkRecord, b: LinkRecord): boolean =>
  (a.given !== null && isNamed(b.middles, a.given)) || (b.given !== null && isNamed(a.middles, b.given));

/** Whether each one's given name is the other's middle name. */
export const isReciprocal = (a: LinkRecord, b: LinkRecord): boolean =>
  a.given !== null && b.given !== null && isNamed(b.middles, a.given) && isNamed(a.middles, b.given);

const areAlikeNames = (a: Name, b: Name): boolean =>
  a.text === b.text || shares(a.sounds, b.sounds) || areOneFamily(a, b) || jaroWinkler(a.text, b.text) >= ALIKE;

const isInitialOf = (a: Name, b: Name): boolean =>
  a.text[0] === b.text[0] && (a.text.length === 1 || b.text.length === 1);

/** Whether both have middle names, and none of the one's has anything of the other's. */
export const middlesContradict = (a: LinkRecord, b: LinkRecord): boolean =>
  a.middles.length > 0 &&
  b.middles.length > 0 &&
  !a.middles.some((one) => b.middles.some((other) => areAlikeNames(one, other) || isInitialOf(one, other)));

const isOtherName = (a: LinkRecord, b: LinkRecord, one: Name, other: Name): boolean =>
  areOneFamily(one, other) || isMiddleMatch(a, b) || isNamed(a.aliases, other) || isNamed(b.aliases, one);

const unequalGiven = (a: LinkRecord, b: LinkRecord, one: Name, other: Name): GivenLevel => {
  const likeness = jaroWinkler(one.text, other.text);
  if (likeness >= CLOSE) return 'CLOSE';
  if (isOtherName(a, b, one, other)) return 'OTHER_NAME';
  if (likeness >= ALIKE || shares(one.sounds, other.sounds)) return 'ALIKE';
  return one.text[0] === other.text[0] ? 'INITIAL' : 'DIFFERENT';
};

/** How far the given names agree; null where one is missing. */
export const compareGiven = (a: LinkRecord, b: LinkRecord): GivenLevel | null => {
  if (areSwapped(a, b)) return 'SWAPPED';
  if (a.given === null || b.given === null) return null;
  if (a.given.text === b.given.text) return 'EXACT';
  return unequalGiven(a, b, a.given, b.given);
};

const isPart = (one: Name, other: Name): boolean =>
  one.parts.includes(other.text) || other.parts.includes(one.text) || shares(one.parts, other.parts);

const isOtherSurname = (a: LinkRecord, b: LinkRecord, one: Name, other: Name): boolean =>
  isPart(one, other) || areOneFamily(one, other) || isNamed(a.aliases, other) || isNamed(b.aliases, one);

/** How far the surnames agree; null where one is missing, or where the swap of both names already counts. */
export const compareSurname = (a: LinkRecord, b: LinkRecord): SurnameLevel | null => {
  const [one, other] = [a.surname, b.surname];
  if (one === null || other === null) return null;
  if (one.text === other.text) return 'EXACT';
  if (areSwapped(a, b)) return null;
  const likeness = jaroWinkler(one.text, other.text);
  if (likeness >= CLOSE) return 'CLOSE';
  if (isOtherSurname(a, b, one, other)) return 'OTHER_NAME';
  return likeness >= ALIKE || shares(one.sounds, other.sounds) ? 'ALIKE' : 'DIFFERENT';
};

const isWithin = (one: Name, other: Name): boolean => {
  const [words, all] = [
    one.parts.length > 0 ? one.parts : [one.text],
    other.parts.length > 0 ? other.parts : [other.text],
  ];
  return words.every((word) => all.includes(word));
};

/** How far two further texts agree. */
export const compareText = (one: Name | null, other: Name | null): 'EXACT' | 'CLOSE' | 'PART' | 'DIFFERENT' | null => {
  if (one === null || other === null) return null;
  if (one.text === other.text) return 'EXACT';
  const likeness = jaroWinkler(one.text, other.text);
  if (likeness >= CLOSE) return 'CLOSE';
  return likeness >= ALIKE || isWithin(one, other) || isWithin(other, one) ? 'PART' : 'DIFFERENT';
};
