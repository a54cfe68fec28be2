import { comparisonsOf } from '../../domain/link/comparisons.ts';
import type { LinkRecord, LinkShape } from '../../domain/link/link-record.ts';
import type { Frequency } from '../../domain/link/score.ts';

/** How frequent each counted value is among these records, of those that have one. */
export const countValues = (records: readonly LinkRecord[], shape: LinkShape): Frequency => {
  const byField = new Map(
    comparisonsOf(shape).flatMap(({ field, countedValue }) => {
      if (countedValue === undefined) return [];
      const counts = new Map<string, number>();
      let total = 0;
      for (const record of records) {
        const value = countedValue(record);
        if (value === null) continue;
        total += 1;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [[field, { counts, total }] as const];
    }),
  );
  return (field, value) => {
    const counted = byField.get(field);
    const count = counted?.counts.get(value);
    return counted === undefined || count === undefined ? null : count / counted.total;
  };
};
