import { type ReturnInterview, returnInterviewOf } from '../practice/return-interview.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { notApplicable, stillMissing, whether } from '../practice/verdict.ts';

/** How often an offered interview is declined. */
export const returnInterviewNotDeclined = rule({
  id: 'return-interview-not-declined',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An offered interview is not declined',
  source: 'K6',
  subjects: absences,
  needs: 'RM',
  read: (episode, child, { pack }) => returnInterviewOf(episode, child, pack.interviewHours),
  check: ({ isBack, isOffered, isDeclined }: Pick<ReturnInterview, 'isBack' | 'isOffered' | 'isDeclined'>) => {
    if (!isBack) return stillMissing;
    if (!isOffered) return notApplicable('Not offered');
    return whether(!isDeclined, 'Not declined', 'Declined by the child or a parent');
  },
  examples: [
    { when: 'the child said no', given: { isBack: true, isOffered: true, isDeclined: true }, outcome: 'UNMET' },
    { when: 'the child said yes', given: { isBack: true, isOffered: true, isDeclined: false }, outcome: 'MET' },
    {
      when: 'nothing was offered',
      given: { isBack: true, isOffered: false, isDeclined: false },
      outcome: 'NOT_APPLICABLE',
    },
  ],
});
