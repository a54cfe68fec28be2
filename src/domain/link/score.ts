import { type Level, limits } from '../matching.ts';
import { type Comparison, comparisonsOf } from './comparisons.ts';
import { type LinkModel, sharesOf } from './link-model.ts';
import type { LinkRecord, LinkShape } from './link-record.ts';

/** How frequent a value of a field is among the records, as a share; null where nobody counted. */
export type Frequency = (field: string, value: string) => number | null;

/** Contribution of one field to a weight. */
export interface Term {
  readonly field: string;
  readonly level: Level;
  readonly m: number;
  readonly u: number;
  /** log2(m/u). */
  readonly weight: number;
  /** Bits added because the value agreed in is rarer than most, or taken because it is more common. */
  readonly frequencyBits: number;
}

/** A weight with what it is made of: prior and terms add up to the total. */
export interface Score {
  readonly prior: number;
  readonly terms: readonly Term[];
  readonly total: number;
}

/** Scores pairs of records; one for batch and online. */
export interface Scorer {
  readonly model: LinkModel;
  readonly comparisons: readonly Comparison[];
  /** Bits before anything is compared. */
  readonly prior: number;
  readonly score: (a: LinkRecord, b: LinkRecord) => Score;
  /** The total alone. */
  readonly weigh: (a: LinkRecord, b: LinkRecord) => number;
}

/** What a scorer is made of; `records` is how many there are in all. */
export interface ScorerParts {
  readonly model: LinkModel;
  readonly shape: LinkShape;
  readonly frequency: Frequency;
  /** Share of all pairs that are of one person. */
  readonly lambda: number;
}

/** Share of pairs of one person among so many records, as the hub assumes it of children. */
export const usualLambda = (records: number): number => Math.min(0.5, limits.matchesPerRecord / Math.max(records, 2));

interface Weighed {
  readonly comparison: Comparison;
  readonly byLevel: ReadonlyMap<Level, Omit<Term, 'field' | 'frequencyBits'>>;
}

const weighedOf = (model: LinkModel, comparison: Comparison): Weighed => {
  const shares = sharesOf(model, comparison) ?? [];
  const termOf = (level: Level, at: number) => {
    const { m, u } = shares[at] ?? { m: 0.5, u: 0.5 };
    return [level, { level, m, u, weight: Math.log2(m / u) }] as const;
  };
  return { comparison, byLevel: new Map(comparison.levels.map(termOf)) };
};

const frequencyBits = (
  { comparison }: Weighed,
  level: Level,
  u: number,
  record: LinkRecord,
  frequency: Frequency,
): number => {
  if (comparison.countedValue === undefined || level !== comparison.levels[0]) return 0;
  const value = comparison.countedValue(record);
  const share = value === null ? null : frequency(comparison.field, value);
  return share === null ? 0 : Math.log2(u / Math.max(share, limits.rarest));
};

/** Makes a scorer. Fields the model does not know weigh nothing. */
export const createScorer = ({ model, shape, frequency, lambda }: ScorerParts): Scorer => {
  const comparisons = comparisonsOf(shape);
  const weighed = comparisons.map((comparison) => weighedOf(model, comparison));
  const prior = Math.log2(lambda / (1 - lambda));
  const weigh = (a: LinkRecord, b: LinkRecord): number => {
    let total = prior;
    for (const one of weighed) {
      const level = one.comparison.compare(a, b);
      const term = level === null ? undefined : one.byLevel.get(level);
      if (term) total += term.weight + frequencyBits(one, term.level, term.u, a, frequency);
    }
    return total;
  };
  const termsOf = (a: LinkRecord, b: LinkRecord): readonly Term[] =>
    weighed.flatMap((one) => {
      const level = one.comparison.compare(a, b);
      const term = level === null ? undefined : one.byLevel.get(level);
      if (!term) return [];
      return {
        field: one.comparison.field,
        ...term,
        frequencyBits: frequencyBits(one, term.level, term.u, a, frequency),
      };
    });
  const score = (a: LinkRecord, b: LinkRecord): Score => ({ prior, terms: termsOf(a, b), total: weigh(a, b) });
  return { model, comparisons, prior, score, weigh };
};

/** The chance that a pair of this weight is one person, if the fields told independently of one another. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);
