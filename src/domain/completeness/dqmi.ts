/** What is counted of one item of a dataset. */
export interface DqmiItem {
  readonly records: number;
  readonly validAndComplete: number;
  /** Records that hold a default value, such as "not known"; null where the item has none. */
  readonly defaults: number | null;
  /** Share of default values that is taken to be true, in per cent of the records. */
  readonly thresholdPercent: number | null;
  /** Share of the feeds expected to send the item that did, 0 to 1. */
  readonly coverage: number;
}

/**
 * The score of one item, 0 to 100: valid and complete less default values in excess of the threshold, over records.
 * Null where there is no record. Source: NHS Data Quality Maturity Index methodology, appendix 1.
 */
export const dqmiItemScore = ({
  records,
  validAndComplete,
  defaults,
  thresholdPercent,
}: Omit<DqmiItem, 'coverage'>): number | null => {
  if (records === 0) return null;
  const tolerated = ((thresholdPercent ?? 0) * records) / 100;
  const excess = Math.max(0, (defaults ?? 0) - tolerated);
  return ((validAndComplete - excess) / records) * 100;
};

export interface Dqmi {
  readonly scores: readonly (number | null)[];
  /** Mean item score times mean coverage, 0 to 100; null where no item has a record. */
  readonly index: number | null;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The index over items; those without a record do not count. Source as for `dqmiItemScore`. */
export const dqmi = (items: readonly DqmiItem[]): Dqmi => {
  const scores = items.map(dqmiItemScore);
  const counted = items.flatMap(({ coverage }, at) => {
    const score = scores[at];
    return score === null || score === undefined ? [] : [{ score, coverage }];
  });
  if (counted.length === 0) return { scores, index: null };
  return { scores, index: mean(counted.map(({ score }) => score)) * mean(counted.map(({ coverage }) => coverage)) };
};
