/** How well pairs at a threshold agree with who is who. */
export interface PairFigures {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** A share; one where there is nothing to have a share of. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** The figures of a threshold, of these counts and all pairs that are of one person. */
export const figures = (threshold: number, truePositives: number, falsePositives: number, all: number): PairFigures => {
  const falseNegatives = all - truePositives;
  const precision = ratio(truePositives, truePositives + falsePositives);
  const recall = ratio(truePositives, all);
  const f1 = ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  return { threshold, truePositives, falsePositives, falseNegatives, precision, recall, f1 };
};
