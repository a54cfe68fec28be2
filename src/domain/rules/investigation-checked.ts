import { isAfter } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { heldInterviews } from '../practice/subjects.ts';
import { unknown, unmet, whether } from '../practice/verdict.ts';

/** Before the interview somebody asked whether the police investigate. */
export const investigationChecked = rule({
  id: 'investigation-checked',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A check for live investigations comes before the interview',
  source: 'Audit 2015, X3; rubric Q4',
  subjects: heldInterviews,
  needs: 'RM',
  read: ({ body: { investigationCheckedAt, heldAt } }) => ({ checkedAt: investigationCheckedAt, heldAt }),
  check: ({ checkedAt, heldAt }) => {
    if (checkedAt === null) return unmet('No record of a check');
    if (heldAt === null) return unknown('Nothing says when it was held');
    return whether(!isAfter(checkedAt, heldAt), 'Checked before it was held', 'Checked only after it was held');
  },
  examples: [
    {
      when: 'checked the day before',
      given: { checkedAt: '2015-10-20T09:00:00Z', heldAt: '2015-10-21T09:00:00Z' },
      outcome: 'MET',
    },
    {
      when: 'checked afterwards',
      given: { checkedAt: '2015-10-22T09:00:00Z', heldAt: '2015-10-21T09:00:00Z' },
      outcome: 'UNMET',
    },
    { when: 'no check is recorded', given: { checkedAt: null, heldAt: '2015-10-21T09:00:00Z' }, outcome: 'UNMET' },
  ],
});
