import { isDue, nothingDue } from '../practice/return-clock.ts';
import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

type Given = Pick<ReturnInterview, 'isBack' | 'isAdult' | 'isOffered' | 'isExcused'>;

const none: Given = { ...isDue, isOffered: false };

/** Every absence, however short, is followed by the offer of an interview. */
export const returnInterviewOffered = rule({
  id: 'return-interview-offered',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A return home interview is offered',
  source: 'Statutory guidance on children who run away or go missing (DfE 2014); K2',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }): Given => returnInterviewOf(episode, child, pack.interviewHours),
  check: (given) => nothingDue(given) ?? whether(given.isOffered, 'Offered', 'No record of an offer'),
  examples: [
    {
      when: 'an interview was offered',
      given: { ...none, isOffered: true },
      outcome: 'MET',
    },
    {
      when: 'nobody recorded an offer',
      given: none,
      outcome: 'UNMET',
    },
    {
      when: 'somebody decided with a reason that none is needed',
      given: { ...none, isExcused: true },
      outcome: 'NOT_APPLICABLE',
    },
    {
      when: 'the young person turned eighteen while away',
      given: { ...none, isAdult: true },
      outcome: 'NOT_APPLICABLE',
    },
    {
      when: 'the child is still missing',
      given: { ...none, isBack: false },
      outcome: 'OPEN',
    },
  ],
});
