import type { AddressLevel, BornLevel } from '../matching.ts';
import type { BirthDate, LinkRecord } from './link-record.ts';
import { isOneSlip } from './one-slip.ts';

const isSameMonth = (a: BirthDate, b: BirthDate): boolean => a.year === b.year && a.month === b.month;

const coarsest = (a: BirthDate, b: BirthDate): BirthDate['precision'] => {
  if (a.precision === 'YEAR' || b.precision === 'YEAR') return 'YEAR';
  return a.precision === 'MONTH' || b.precision === 'MONTH' ? 'MONTH' : 'DAY';
};

/** Whether both dates are known to the day, and one looks like a year or month that was filled up. */
const isDoubtful = (a: BirthDate, b: BirthDate): boolean => {
  if (isSameMonth(a, b)) return a.doubt !== 'NONE' || b.doubt !== 'NONE';
  return a.year === b.year && (a.doubt === 'DAY_AND_MONTH' || b.doubt === 'DAY_AND_MONTH');
};

const isExchanged = (a: BirthDate, b: BirthDate): boolean =>
  a.year === b.year && a.day === b.month && a.month === b.day;

const equalParts = (a: BirthDate, b: BirthDate): number =>
  Number(a.year === b.year) + Number(a.month === b.month) + Number(a.day === b.day);

const compareDays = (a: BirthDate, b: BirthDate): BornLevel => {
  if (a.digits === b.digits) return 'EXACT';
  if (isDoubtful(a, b)) return 'PARTIAL';
  if (isExchanged(a, b) || isOneSlip(a.digits, b.digits)) return 'SLIP';
  if (equalParts(a, b) === 2) return 'TWO_PARTS';
  return a.year === b.year ? 'SAME_YEAR' : 'DIFFERENT';
};

/** How far the dates of birth agree; null where one is missing. */
export const compareBorn = ({ born: a }: LinkRecord, { born: b }: LinkRecord): BornLevel | null => {
  if (a === null || b === null) return null;
  const precision = coarsest(a, b);
  if (precision === 'DAY') return compareDays(a, b);
  if (a.year !== b.year) return 'DIFFERENT';
  return precision === 'YEAR' || a.month === b.month ? 'PARTIAL' : 'SAME_YEAR';
};

/** Whether the dates agree, but no further than the year. */
export const agreeByYearOnly = ({ born: a }: LinkRecord, { born: b }: LinkRecord): boolean => {
  if (a === null || b === null || a.year !== b.year || (a.digits === b.digits && coarsest(a, b) === 'DAY'))
    return false;
  return coarsest(a, b) === 'YEAR' || (isDoubtful(a, b) && !isSameMonth(a, b));
};

/** The outward part of a postcode, or what stands for it where a code has none. */
export const districtOf = (postcode: string): string => {
  const space = postcode.indexOf(' ');
  return space > 0 ? postcode.slice(0, space) : postcode.slice(0, Math.max(1, postcode.length - 2));
};

const somePair = (a: readonly string[], b: readonly string[], holds: (one: string, other: string) => boolean) =>
  a.some((one) => b.some((other) => holds(one, other)));

/** Whether postcode and house of the present address are the same. */
export const isSameHouse = (a: LinkRecord, b: LinkRecord): boolean =>
  a.house !== null && a.house === b.house && a.postcodes[0] === b.postcodes[0];

/** How far the addresses agree, past ones among them; null where one has no postcode. */
export const compareAddress = (a: LinkRecord, b: LinkRecord): AddressLevel | null => {
  if (a.postcodes.length === 0 || b.postcodes.length === 0) return null;
  if (isSameHouse(a, b)) return 'SAME_HOUSE';
  if (somePair(a.postcodes, b.postcodes, (one, other) => one === other)) return 'SAME_POSTCODE';
  if (somePair(a.postcodes, b.postcodes, isOneSlip)) return 'SLIP';
  const isNear = somePair(a.postcodes, b.postcodes, (one, other) => districtOf(one) === districtOf(other));
  return isNear ? 'SAME_DISTRICT' : 'DIFFERENT';
};

/** How far two sexes agree. */
export const compareSex = ({ sex: a }: LinkRecord, { sex: b }: LinkRecord): 'SAME' | 'DIFFERENT' | null => {
  if (a === null || b === null) return null;
  return a === b ? 'SAME' : 'DIFFERENT';
};

/** How far two numbers of one numbering agree. */
export const compareNumbers = (a: string | null, b: string | null): 'EXACT' | 'SLIP' | 'DIFFERENT' | null => {
  if (a === null || b === null) return null;
  if (a === b) return 'EXACT';
  return isOneSlip(a, b) ? 'SLIP' : 'DIFFERENT';
};
