import { findOrganisation } from '../organisations.ts';
import { commonNames } from './common-names.ts';
import { comparisonsOf } from './comparisons.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';
import { findRegisters } from './registers.ts';
import { type Frequency, usualLambda } from './score.ts';

/** How often values of one field were counted, of how many records that have one. */
export interface FieldCounts {
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * The numbers decisions are made by besides the model, frozen: one record at a time and all at once decide by the same,
 * and no record changes what was decided of others by arriving.
 */
export interface LinkSnapshot {
  /** Version of the model. */
  readonly model: string;
  readonly records: number;
  /** Share of all pairs that are of one child. */
  readonly lambda: number;
  readonly frequencies: Readonly<Record<string, FieldCounts>>;
  /** Sources that hold each child once: `organisation|system`, or an agency for all of its sources. */
  readonly registers: readonly string[];
}

/**
 * ★ A hub is reckoned to know of at least so many records. Of few records a pair would count as likely one child before
 * anything is compared; but a hub with few records yet serves as many children as one with many.
 */
export const leastRecords = 400_000;

/** ★ Values of fewer records are not listed: a list of rare names would be a list of children. */
export const leastListed = 10;

/** ★ Agencies whose systems number each child once, as far as nobody has counted. */
const registering: readonly string[] = ['health', 'education', 'social-care'];

const lambdaOf = (records: number): number => usualLambda(Math.max(records, leastRecords));

const PER_MILLION = 1_000_000;

const countsOf = (shares: Readonly<Record<string, number>>): FieldCounts => ({
  total: PER_MILLION,
  counts: Object.fromEntries(Object.entries(shares).map(([value, share]) => [value, Math.round(share * PER_MILLION)])),
});

/** What a hub goes by before it has counted anything. */
export const firstSnapshot = (model: string): LinkSnapshot => ({
  ...{ model, records: 0, lambda: lambdaOf(0), registers: registering },
  frequencies: { given: countsOf(commonNames.given), surname: countsOf(commonNames.surname) },
});

const listedCounts = (values: Iterable<string | null>): FieldCounts => {
  const counts = new Map<string, number>();
  let total = 0;
  for (const value of values) {
    if (value === null) continue;
    total += 1;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { total, counts: Object.fromEntries([...counts].filter(([, count]) => count >= leastListed)) };
};

/** Counts all the records of a hub. */
export const takeSnapshot = (model: string, records: readonly LinkRecord[], shape: LinkShape): LinkSnapshot => {
  const counted = comparisonsOf(shape).flatMap(({ field, countedValue }) =>
    countedValue === undefined ? [] : [[field, listedCounts(records.map(countedValue))] as const],
  );
  return {
    ...{ model, records: records.length, lambda: lambdaOf(records.length), frequencies: Object.fromEntries(counted) },
    registers: [...findRegisters(records)].toSorted(),
  };
};

// Of so few records a value that is not listed may be as frequent as any.
const RARE_ENOUGH = 1e-3;

const unlistedShare = ({ total }: FieldCounts): number | null => {
  const share = (leastListed - 1) / total;
  return share <= RARE_ENOUGH ? share : null;
};

/** How frequent values are, by a snapshot; what is not listed is as frequent as it might be at most. */
export const frequencyOf = ({ records, frequencies }: LinkSnapshot): Frequency => {
  const fields = new Map(
    Object.entries(frequencies).map(([field, counted]) => [
      field,
      {
        ...counted,
        counts: new Map(Object.entries(counted.counts)),
        unlisted: records > 0 ? unlistedShare(counted) : null,
      },
    ]),
  );
  return (field, value) => {
    const counted = fields.get(field);
    if (counted === undefined) return null;
    const count = counted.counts.get(value);
    return count === undefined ? counted.unlisted : count / counted.total;
  };
};

const agencyOf = (source: string): string | undefined => findOrganisation(source.slice(0, source.indexOf('|')))?.agency;

/** Which of these sources hold each child once. */
export const registersAmong = (
  { registers }: Pick<LinkSnapshot, 'registers'>,
  sources: Iterable<string>,
): ReadonlySet<string> => {
  const named = new Set(registers);
  return new Set([...sources].filter((source) => named.has(source) || named.has(agencyOf(source) ?? '')));
};

/** Whether 1 January and the first of a month may stand for less in what this source says: police write what they hear. */
export const isEstimatingSource = (source: string): boolean => agencyOf(source) === 'police';
