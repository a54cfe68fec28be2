import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Who is away as the question is asked. */
export const notMissingNow = rule({
  id: 'not-missing-now',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The child is back',
  source: 'K14',
  subjects: absences,
  needs: 'EP',
  read: ({ status }) => ({ isAway: status === 'OPEN' }),
  check: ({ isAway }) => whether(!isAway, 'Back', 'Missing now'),
  examples: [
    { when: 'back', given: { isAway: false }, outcome: 'MET' },
    { when: 'away', given: { isAway: true }, outcome: 'UNMET' },
  ],
});
