import { isDue, judgeFromReturn, nothingDue } from '../practice/return-clock.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';

type Given = Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isHeld' | 'isExcused' | 'backAt' | 'heldAt' | 'state'>;

const held: Given = { ...isDue, isHeld: true, backAt: null, heldAt: null, state: 'COMPLETED' };

/** 72 hours from the return, on instants; each absence keeps its own clock, whatever comes after. */
export const returnInterviewHeldInTime = rule({
  id: 'return-interview-held-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview is held within 72 hours of the return',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K5',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }): Given => returnInterviewOf(episode, child, pack.interviewHours),
  check: (given, terms) => {
    const excused = nothingDue(given);
    if (excused) return excused;
    const { isHeld: isDone, heldAt: doneAt, backAt, state } = given;
    const verdict = judgeFromReturn({ isDone, doneAt, backAt, step: 'held' }, terms);
    const isAgain = state === 'SUPERSEDED_MISSING_AGAIN';
    const again = isAgain ? '; the child went missing again first, and the clock was kept' : '';
    return { ...verdict, explanation: `${verdict.explanation}${again}` };
  },
  examples: [
    {
      when: 'back Thursday 20:00, held Sunday 18:59, over the end of summer time',
      given: { ...held, backAt: '2015-10-22T19:00:00Z', heldAt: '2015-10-25T18:59:00Z' },
      outcome: 'MET',
    },
    {
      when: 'back Thursday 20:00, held Sunday 19:01: by the wall clock within the hour, by the hours too late',
      given: { ...held, backAt: '2015-10-22T19:00:00Z', heldAt: '2015-10-25T19:01:00Z' },
      outcome: 'UNMET',
    },
    {
      when: 'missing again before anybody spoke with the child, and 72 hours are over',
      given: { ...held, isHeld: false, backAt: '2015-10-18T19:00:00Z', state: 'SUPERSEDED_MISSING_AGAIN' },
      outcome: 'UNMET',
    },
    {
      when: 'back since yesterday',
      given: { ...held, isHeld: false, backAt: '2015-10-22T19:00:00Z', state: 'OFFERED' },
      outcome: 'OPEN',
      flipsAt: '2015-10-25T19:00:00.000Z',
    },
    {
      when: 'only the day of the return is known',
      given: { ...held, heldAt: '2015-10-21T10:00:00Z' },
      outcome: 'UNKNOWN',
    },
  ],
});
