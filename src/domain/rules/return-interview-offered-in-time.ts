import { isDue, judgeFromReturn, nothingDue } from '../practice/return-clock.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';

type Given = Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isOffered' | 'isExcused' | 'backAt' | 'offeredAt'>;

const offered: Given = { ...isDue, isOffered: true, backAt: '2015-10-20T08:00:00Z', offeredAt: null };

/** The offer comes within 72 hours of the return. */
export const returnInterviewOfferedInTime = rule({
  id: 'return-interview-offered-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The interview is offered within 72 hours of the return',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K3',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }): Given => returnInterviewOf(episode, child, pack.interviewHours),
  check: (given, terms) => {
    const { isOffered: isDone, offeredAt: doneAt, backAt } = given;
    return nothingDue(given) ?? judgeFromReturn({ isDone, doneAt, backAt, step: 'offered' }, terms);
  },
  examples: [
    {
      when: 'offered the day after the return',
      given: { ...offered, offeredAt: '2015-10-21T08:00:00Z' },
      outcome: 'MET',
    },
    {
      when: 'offered on the fourth day',
      given: { ...offered, backAt: '2015-10-18T08:00:00Z', offeredAt: '2015-10-21T08:01:00Z' },
      outcome: 'UNMET',
    },
    {
      when: 'back since yesterday and not offered yet',
      given: { ...offered, isOffered: false, backAt: '2015-10-22T08:00:00Z' },
      outcome: 'OPEN',
      flipsAt: '2015-10-25T08:00:00.000Z',
    },
    {
      when: 'the 903 return gives days only',
      given: { ...offered, backAt: null, offeredAt: '2015-10-21T08:00:00Z' },
      outcome: 'UNKNOWN',
    },
    { when: 'the case system says Y and no more', given: offered, outcome: 'UNKNOWN' },
  ],
});
