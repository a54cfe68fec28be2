import { rule } from '../practice/rule.ts';
import { notifications } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** The first message of the police tells all a safeguarding response needs. */
export const notificationComplete = rule({
  id: 'notification-complete',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The first notification is complete',
  source: 'Audit 2015, X1; completeness profile; K1',
  subjects: notifications,
  needs: 'AN',
  read: ({ complete }) => ({ complete }),
  check: ({ complete }) => whether(complete, 'Complete when it came', 'Incomplete when it came'),
  examples: [
    { when: 'all was answered', given: { complete: true }, outcome: 'MET' },
    { when: 'something was not', given: { complete: false }, outcome: 'UNMET' },
  ],
});
