import { isDue, judgeFromReturn, nothingDue } from '../practice/return-clock.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { met, unmet } from '../practice/verdict.ts';

type Given = Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isHeld' | 'isExcused' | 'isDeclined' | 'backAt'>;

const none: Given = { ...isDue, isHeld: false, isDeclined: false, backAt: '2015-10-22T08:00:00Z' };

/** The interview is held; a refusal is not one. */
export const returnInterviewHeld = rule({
  id: 'return-interview-held',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A return home interview is held',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K4',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }): Given => returnInterviewOf(episode, child, pack.interviewHours),
  check: (given, terms) => {
    const excused = nothingDue(given);
    if (excused) return excused;
    if (given.isHeld) return met('An interview was held');
    if (given.isDeclined) return unmet('It was declined');
    const clock = judgeFromReturn({ isDone: false, doneAt: null, backAt: given.backAt, step: 'held' }, terms);
    return clock.outcome === 'OPEN' ? clock : unmet('No record of an interview');
  },
  examples: [
    {
      when: 'it was held, late or not',
      given: { ...none, isHeld: true, backAt: '2015-10-10T08:00:00Z' },
      outcome: 'MET',
    },
    { when: 'the child declined', given: { ...none, isDeclined: true }, outcome: 'UNMET' },
    {
      when: 'none is recorded and 72 hours are over',
      given: { ...none, backAt: '2015-10-18T08:00:00Z' },
      outcome: 'UNMET',
    },
    {
      when: 'the child came back yesterday',
      given: none,
      outcome: 'OPEN',
      flipsAt: '2015-10-25T08:00:00.000Z',
    },
  ],
});
