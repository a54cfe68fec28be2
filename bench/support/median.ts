/** The middle of a set of numbers; of two middles, their mean. */
export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

/** The median of one number per round divided by the other's of the same round: what a busy machine disturbs least. */
export const medianRatio = (numbers: readonly number[], base: readonly number[]): number =>
  median(numbers.map((number, round) => number / (base[round] ?? Number.NaN)));
