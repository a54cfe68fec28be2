import { rubrics } from '../../domain/practice/rubrics.ts';
import { seesOthers, turnOf } from '../../domain/practice/scorer-turn.ts';
import type { ScoredKind, Scoring } from '../../domain/practice/scorings.ts';
import type { Score } from '../../domain/practice/weighted-kappa.ts';
import type { Scored } from './find-scored.ts';

/** One item as somebody who scores is shown it. */
export interface ItemStanding {
  readonly item: string;
  readonly title: string;
  readonly yours: Score | null;
  /** What all scored; null while others have not, or nobody has. */
  readonly scores: readonly Score[] | null;
  readonly settled: Score | null;
}

/** How the scoring of a record stands, as far as the person may know. */
export interface RubricStanding {
  readonly recordId: string;
  readonly kind: ScoredKind;
  readonly childId: string;
  readonly mask: bigint;
  readonly state: 'UNSCORED' | Scoring['state'];
  /** What the person is to score now. */
  readonly toScore: readonly string[];
  readonly items: readonly ItemStanding[];
}

/** What a person is shown of the scoring of a record. */
export const standingOf = (
  { kept, mask, given, scoring }: Scored,
  kind: ScoredKind,
  person: string,
): RubricStanding => {
  const { items } = rubrics[kind];
  const turn = turnOf(
    scoring,
    person,
    items.map(({ code }) => code),
  );
  const isShown = scoring !== null && seesOthers(scoring, person);
  return {
    ...{ recordId: kept.id, kind, childId: kept.childId, mask },
    state: scoring?.state ?? 'UNSCORED',
    toScore: 'items' in turn ? turn.items : [],
    items: items.map(({ code, title }) => {
      const scored = isShown ? scoring.items.find(({ item }) => item === code) : undefined;
      return {
        ...{ item: code, title },
        yours: given.find(({ scorer, item }) => scorer === person && item === code)?.score ?? null,
        scores: scored?.scores ?? null,
        settled: scored?.settled ?? null,
      };
    }),
  };
};
