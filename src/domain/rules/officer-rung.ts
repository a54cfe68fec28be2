import { isAfter } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { hasForm, records, wasHeld } from '../practice/subjects.ts';
import { unknown, unmet, whether } from '../practice/verdict.ts';

/** Where the police investigate, the officer is rung before the child is asked anything. */
export const officerRung = rule({
  id: 'officer-rung',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The officer in the case is rung before the interview',
  source: 'Audit 2015, X3; rubric Q4',
  subjects: records(
    'a return home interview of a child in a live investigation',
    'interview',
    ({ body }, { records: { investigation } }) =>
      hasForm(body) && wasHeld(body) && investigation.some((one) => one.body.status === 'LIVE'),
  ),
  needs: 'PI',
  read: ({ body: { officerContactedAt, heldAt } }) => ({ rungAt: officerContactedAt, heldAt }),
  check: ({ rungAt, heldAt }) => {
    if (rungAt === null) return unmet('No record that the officer was rung');
    if (heldAt === null) return unknown('Nothing says when it was held');
    return whether(!isAfter(rungAt, heldAt), 'Rung before it was held', 'Rung only after it was held');
  },
  examples: [
    {
      when: 'rung the day before',
      given: { rungAt: '2015-10-20T09:00:00Z', heldAt: '2015-10-21T09:00:00Z' },
      outcome: 'MET',
    },
    { when: 'nobody rang', given: { rungAt: null, heldAt: '2015-10-21T09:00:00Z' }, outcome: 'UNMET' },
  ],
});
