import { judgeHours } from '../practice/clocks.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { met, notApplicable, stillMissing, unmet } from '../practice/verdict.ts';

/** The interview is held; a refusal is not one. */
export const returnInterviewHeld = rule({
  id: 'return-interview-held',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A return home interview is held',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K4',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }) => returnInterviewOf(episode, child, pack.interviewHours),
  check: (
    {
      isBack,
      isAdult,
      isHeld,
      isExcused,
      isDeclined,
      backAt,
    }: Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isHeld' | 'isExcused' | 'isDeclined' | 'backAt'>,
    { pack, now },
  ) => {
    if (!isBack) return stillMissing;
    if (isAdult) return notApplicable('Eighteen before the return');
    if (isHeld) return met('An interview was held');
    if (isExcused) return notApplicable('Decided, with a reason, that none is needed or that it waits');
    if (isDeclined) return unmet('It was declined');
    const clock = judgeHours({ startedAt: backAt, doneAt: null, hours: pack.interviewHours, now, what: 'it was held' });
    return clock.outcome === 'OPEN' ? clock : unmet('No record of an interview');
  },
  examples: [
    {
      when: 'it was held, late or not',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: true,
        isExcused: false,
        isDeclined: false,
        backAt: '2015-10-10T08:00:00Z',
      },
      outcome: 'MET',
    },
    {
      when: 'the child declined',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: false,
        isExcused: false,
        isDeclined: true,
        backAt: '2015-10-22T08:00:00Z',
      },
      outcome: 'UNMET',
    },
    {
      when: 'none is recorded and 72 hours are over',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: false,
        isExcused: false,
        isDeclined: false,
        backAt: '2015-10-18T08:00:00Z',
      },
      outcome: 'UNMET',
    },
    {
      when: 'the child came back yesterday',
      given: {
        isBack: true,
        isAdult: false,
        isHeld: false,
        isExcused: false,
        isDeclined: false,
        backAt: '2015-10-22T08:00:00Z',
      },
      outcome: 'OPEN',
      flipsAt: '2015-10-25T08:00:00.000Z',
    },
  ],
});
