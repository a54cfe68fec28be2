import { episodesWithin, recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { childrenWho } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Of the children to whom an interview was offered, how many accepted one. */
export const returnInterviewAccepted = rule({
  id: 'return-interview-accepted',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Children accept the interview they are offered',
  source: 'Audit 2015, W8',
  subjects: childrenWho('a child who was offered an interview', (child, episodes) =>
    recordsAbout(child, 'interview', episodes).some(({ body }) => body.offered === 'YES'),
  ),
  needs: 'RM',
  read: (child, _same, period) => ({
    hasAccepted: recordsAbout(child, 'interview', episodesWithin(child, period)).some(
      ({ body }) => body.accepted === 'YES',
    ),
  }),
  check: ({ hasAccepted }) => whether(hasAccepted, 'Accepted', 'Not accepted'),
  examples: [
    { when: 'the child accepted', given: { hasAccepted: true }, outcome: 'MET' },
    { when: 'the child did not', given: { hasAccepted: false }, outcome: 'UNMET' },
  ],
});
