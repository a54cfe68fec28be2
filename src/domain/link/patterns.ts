import type { Comparison } from './comparisons.ts';
import type { LinkRecord } from './link-record.ts';

/** How often a pattern of agreement occurs: for each comparison the place of its level, -1 where one says nothing. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly count: number;
}

/** Two records that are compared. */
export type RecordPair = readonly [LinkRecord, LinkRecord];

const placeOf = ({ levels, compare }: Comparison, [a, b]: RecordPair): number => {
  const level = compare(a, b);
  return level === null ? -1 : levels.indexOf(level);
};

/** Compares pairs and counts the patterns they show. */
export const countPatterns = (comparisons: readonly Comparison[], pairs: Iterable<RecordPair>): readonly Pattern[] => {
  const counts = new Map<string, { levels: readonly number[]; count: number }>();
  for (const pair of pairs) {
    const levels = comparisons.map((comparison) => placeOf(comparison, pair));
    const key = levels.join();
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { levels, count: 1 });
  }
  return [...counts.values()];
};
