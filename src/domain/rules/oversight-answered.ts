import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Being told is answered. */
export const oversightAnswered = rule({
  id: 'oversight-answered',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The reviewing officer or chair answers',
  source: 'Audit 2015, X9',
  subjects: records(
    'a notice to a reviewing officer or chair',
    'professional-notice',
    ({ body: { recipientRole, about } }) =>
      about === 'MISSING' && (recipientRole === 'REVIEWING_OFFICER' || recipientRole === 'CP_CHAIR'),
  ),
  needs: 'SC',
  read: ({ body: { acknowledgedAt } }) => ({ isAnswered: acknowledgedAt !== null }),
  check: ({ isAnswered }) => whether(isAnswered, 'Answered', 'Not answered'),
  examples: [
    { when: 'the review was brought forward', given: { isAnswered: true }, outcome: 'MET' },
    { when: 'no answer', given: { isAnswered: false }, outcome: 'UNMET' },
  ],
});
