import type { Scoring } from './scorings.ts';

/** What somebody is to score of a record now. */
export type ScorerTurn =
  | { readonly items: readonly string[] }
  /** Why there is nothing for them to score. */
  | { readonly none: 'SCORED_BEFORE' | 'SETTLED' };

/** Whose turn it is: two score every item, a third those on which the two are far apart. */
export const turnOf = (scoring: Scoring | null, person: string, items: readonly string[]): ScorerTurn => {
  if (scoring === null) return { items };
  if (scoring.scorers.includes(person)) return { none: 'SCORED_BEFORE' };
  switch (scoring.state) {
    case 'WAITING_FOR_SECOND':
      return { items };
    case 'WAITING_FOR_THIRD':
      return { items: scoring.disputed };
    case 'SETTLED':
      return { none: 'SETTLED' };
  }
};

/**
 * Whether somebody is shown what others scored: once all is settled, or as one of the two once both have scored. So the
 * two are blind to each other, and the third to both.
 */
export const seesOthers = ({ state, scorers }: Scoring, person: string): boolean =>
  state === 'SETTLED' || (state === 'WAITING_FOR_THIRD' && scorers.includes(person));
