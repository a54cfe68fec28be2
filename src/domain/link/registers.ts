import { compareGiven } from './compare-names.ts';
import type { LinkRecord } from './link-record.ts';

// Below this share of a source's pairs of one household and day of birth, different names are slips of double entries.
const LEAST_SHARE_OF_TWINS = 1 / 3;
const LARGEST_HOUSEHOLD = 20;

interface Counts {
  same: number;
  different: number;
}

const households = (records: readonly LinkRecord[]): ReadonlyMap<string, readonly LinkRecord[]> => {
  const found = new Map<string, LinkRecord[]>();
  for (const record of records) {
    const { born, source, postcodes } = record;
    if (born?.precision !== 'DAY') continue;
    for (const postcode of postcodes) {
      const key = `${source}|${born.digits}|${postcode}`;
      const known = found.get(key);
      if (known) known.push(record);
      else found.set(key, [record]);
    }
  }
  return found;
};

const countPairs = (counts: Counts, household: readonly LinkRecord[]): void => {
  household.forEach((one, at) => {
    for (const other of household.slice(at + 1)) {
      const given = compareGiven(one, other);
      if (given === 'EXACT') counts.same += 1;
      if (given === 'DIFFERENT') counts.different += 1;
    }
  });
};

/**
 * Sources that hold each child once, or nearly: two of their records of one household and day of birth are more likely
 * twins than one child entered twice. Told by how many such pairs bear different names and how many the same.
 */
export const findRegisters = (records: readonly LinkRecord[]): ReadonlySet<string> => {
  const bySource = new Map<string, Counts>();
  for (const household of households(records).values()) {
    const [first] = household;
    if (first === undefined || household.length < 2 || household.length > LARGEST_HOUSEHOLD) continue;
    const counts = bySource.get(first.source) ?? { same: 0, different: 0 };
    countPairs(counts, household);
    bySource.set(first.source, counts);
  }
  const isRegister = ({ same, different }: Counts) => different > 0 && different >= same * LEAST_SHARE_OF_TWINS;
  return new Set([...bySource].filter(([, counts]) => isRegister(counts)).map(([source]) => source));
};
