import type { CaseRecord, ChildCase, PracticeKind } from './child-case.ts';
import { countedItems } from './scorings.ts';
import { met, unknown, unmet, type Verdict } from './verdict.ts';
import type { Score } from './weighted-kappa.ts';

/** What a record shows of an item, and what people scored of it; null where either says nothing. */
export interface ShownAndScored {
  readonly isShown: boolean | null;
  readonly score: Score | null;
}

/** What people scored of an item of a record; null before two have. */
export const scoreOf = ({ scores }: ChildCase, { id }: CaseRecord<PracticeKind>, code: string): Score | null =>
  countedItems(scores, id).find(({ item }) => item === code)?.score ?? null;

/** What people score can lower what the record shows, and tells where the record is silent. */
export const judgeScored = ({ isShown, score }: ShownAndScored, ifMet: string, ifUnmet: string): Verdict => {
  if (isShown === false) return unmet(ifUnmet);
  if (score !== null) return score === 2 ? met(`${ifMet}, as two scored it`) : unmet(`${ifUnmet}, as two scored it`);
  return isShown ? met(ifMet) : unknown('The record does not tell, and no two have scored it');
};
