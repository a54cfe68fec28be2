import { judgeHours } from './clocks.ts';
import type { ReturnInterview } from './return-interview.ts';
import type { Terms } from './rule.ts';
import { notApplicable, stillMissing, unknown, type Verdict } from './verdict.ts';

/** What says whether an absence asks for an interview at all. */
export type Returned = Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isExcused'>;

/** A child who is back, and of whom nobody decided that no interview is needed. */
export const isDue: Returned = { isBack: true, isAdult: false, isExcused: false };

/** Why nothing is to be done after an absence; null where something is. */
export const nothingDue = ({ isBack, isAdult, isExcused }: Returned): Verdict | null => {
  if (!isBack) return stillMissing;
  if (isAdult) return notApplicable('Eighteen before the return');
  return isExcused ? notApplicable('Decided, with a reason, that none is needed or that it waits') : null;
};

/** A step of the interview, and when the child was back. */
export interface StepAfterReturn {
  readonly isDone: boolean;
  readonly doneAt: string | null;
  readonly backAt: string | null;
  /** “held”, “offered”. */
  readonly step: string;
}

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** The elapsed hours a step may take from the return, on instants, by the authority's pack. */
export const judgeFromReturn = ({ isDone, doneAt, backAt, step }: StepAfterReturn, { pack, now }: Terms): Verdict =>
  isDone && doneAt === null
    ? unknown(`${capital(step)}, and nothing says when`)
    : judgeHours({ startedAt: backAt, doneAt, hours: pack.interviewHours, now, what: `it was ${step}` });
