import { rule } from '../practice/rule.ts';
import { heldInterviews } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** What the child says, in the child’s words. */
export const voiceRecorded = rule({
  id: 'voice-recorded',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The voice of the child is in the interview',
  source: 'Audit 2015, R8; rubric Q7',
  subjects: heldInterviews,
  needs: 'RC',
  read: ({ body: { quotes, wishes } }) => ({ hasWords: (quotes?.length ?? 0) > 0, hasWishes: wishes !== null }),
  check: ({ hasWords, hasWishes }) =>
    whether(hasWords && hasWishes, 'Words and wishes are there', 'Words or wishes are missing'),
  examples: [
    { when: 'quoted, with a wish', given: { hasWords: true, hasWishes: true }, outcome: 'MET' },
    { when: 'told by the worker alone', given: { hasWords: false, hasWishes: false }, outcome: 'UNMET' },
  ],
});
