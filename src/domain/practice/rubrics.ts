import type { FieldClass } from '../policy.ts';
import { caseNoteRubric } from './case-note-rubric.ts';
import { interviewRubric } from './interview-rubric.ts';
import { meetingRubric } from './meeting-rubric.ts';
import type { ScoredKind } from './scorings.ts';

interface RubricItem {
  readonly code: string;
  readonly title: string;
  readonly byPerson: boolean;
}

/** What people score of one kind of record. */
export interface Rubric {
  /** The GraphQL type that shows the record. */
  readonly type: string;
  /** Nobody scores what they cannot read in full. */
  readonly needs: FieldClass;
  readonly items: readonly { readonly code: string; readonly title: string }[];
}

const byPeople = (items: readonly RubricItem[]): Rubric['items'] =>
  items.filter(({ byPerson }) => byPerson).map(({ code, title }) => ({ code, title }));

/** ★ The rubrics as people score them: the items a machine cannot compute. */
export const rubrics: Readonly<Record<ScoredKind, Rubric>> = {
  interview: { type: 'Interview', needs: 'RC', items: byPeople(interviewRubric) },
  'strategy-meeting': { type: 'StrategyMeeting', needs: 'SM', items: byPeople(meetingRubric) },
  'case-note': { type: 'CaseNote', needs: 'SC', items: byPeople(caseNoteRubric) },
};
