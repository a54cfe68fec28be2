import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { met, whether } from '../practice/verdict.ts';

/** Where a criterion is recorded as met, a meeting is held or a reason written down. */
export const criterionDecided = rule({
  id: 'criterion-decided',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A recorded criterion has a meeting or a reason',
  source: 'Audit 2015, X5',
  subjects: records(
    'a decision on a strategy meeting',
    'strategy-meeting',
    ({ body }) => (body.triggers?.length ?? 0) > 0,
  ),
  needs: 'SM',
  read: ({ body: { decision, heldAt, notConvenedReason } }) => ({
    isAgainst: decision === 'NOT_CONVENED' && heldAt === null,
    hasReason: notConvenedReason !== null,
  }),
  check: ({ isAgainst, hasReason }) => {
    if (!isAgainst) return met('Decided to convene');
    return whether(hasReason, 'Not convened, with a reason', 'Not convened, and no reason is recorded');
  },
  examples: [
    { when: 'a meeting was convened', given: { isAgainst: false, hasReason: false }, outcome: 'MET' },
    {
      when: 'not convened, and the reason is written down',
      given: { isAgainst: true, hasReason: true },
      outcome: 'MET',
    },
    { when: 'not convened, without a word', given: { isAgainst: true, hasReason: false }, outcome: 'UNMET' },
  ],
});
