import { rubrics } from './rubrics.ts';
import { type ScoredKind, type Scoring, scoredKinds } from './scorings.ts';
import { type Score, scoredTogether, weightedKappa } from './weighted-kappa.ts';

/** How far two scorers agree; kappa is null where nothing was scored by two, or chance could not have disagreed. */
interface Agreement {
  readonly pairs: number;
  readonly kappa: number | null;
}

/** How far scorers agree on one rubric, over all its items and on each. */
export interface RubricAgreement extends Agreement {
  readonly kind: ScoredKind;
  readonly items: readonly (Agreement & { readonly item: string; readonly title: string })[];
}

type Pair = readonly [Score, Score];

/** The two scores of an item, that of the scorer whose id comes first before the other. */
const pairsOf = ({ scorers, items }: Scoring, code: string): readonly Pair[] =>
  items.flatMap(({ item, scores: [first, second] }): readonly Pair[] => {
    if (item !== code || first === undefined || second === undefined) return [];
    return [(scorers[0] ?? '') < (scorers[1] ?? '') ? [first, second] : [second, first]];
  });

const agreementOf = (pairs: readonly Pair[]): Agreement => ({
  pairs: pairs.length,
  kappa: weightedKappa(scoredTogether(pairs)),
});

/** Quadratically weighted kappa of the two scorers, for each rubric and item. */
export const scorerAgreement = (scorings: readonly Scoring[]): readonly RubricAgreement[] =>
  scoredKinds.map((kind) => {
    const scored = scorings.filter((one) => one.kind === kind);
    const items = rubrics[kind].items.map(({ code, title }) => ({
      ...{ item: code, title },
      pairs: scored.flatMap((one) => pairsOf(one, code)),
    }));
    return {
      kind,
      ...agreementOf(items.flatMap(({ pairs }) => pairs)),
      items: items.map(({ pairs, ...item }) => ({ ...item, ...agreementOf(pairs) })),
    };
  });
