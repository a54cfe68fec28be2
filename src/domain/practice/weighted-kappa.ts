export type Matrix = readonly (readonly number[])[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const weigh = (cells: Matrix, weights: Matrix): number =>
  sum(cells.map((row, i) => sum(row.map((cell, j) => cell * (weights[i]?.[j] ?? 0)))));

/** Weights that grow with the square of the distance between two scores. */
export const quadraticWeights = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_unused, j) => (i - j) ** 2));

/**
 * How far two scorers agree beyond chance: 1 is always, 0 as by chance. `cells` holds how often (or which share of
 * cases) the first gave the row's score and the second the column's; `weights` how grave each disagreement is. Null
 * where nothing was scored, or chance could not have disagreed. Source: J. Cohen, Weighted kappa, Psychological
 * Bulletin 70 (1968) 213-220.
 */
export const weightedKappa = (cells: Matrix, weights: Matrix = quadraticWeights(cells.length)): number | null => {
  const total = sum(cells.map(sum));
  if (total === 0) return null;
  const rows = cells.map((row) => sum(row) / total);
  const columns = cells.map((_, j) => sum(cells.map((row) => row[j] ?? 0)) / total);
  const byChance = weigh(
    rows.map((row) => columns.map((column) => row * column)),
    weights,
  );
  return byChance === 0 ? null : 1 - weigh(cells, weights) / total / byChance;
};

/** A score of the rubric: absent, partial, met. */
export type Score = 0 | 1 | 2;

/** How often each pair of scores was given. */
export const scoredTogether = (pairs: readonly (readonly [Score, Score])[]): Matrix =>
  [0, 1, 2].map((first) => [0, 1, 2].map((second) => pairs.filter(([a, b]) => a === first && b === second).length));
