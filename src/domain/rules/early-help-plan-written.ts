import { rule } from '../practice/rule.ts';
import { childrenWho } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Early help is not open without a plan. */
export const earlyHelpPlanWritten = rule({
  id: 'early-help-plan-written',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A child in early help has a plan',
  source: 'Audit 2015, X7',
  subjects: childrenWho('a child in early help', ({ records: { plan } }) =>
    plan.some(({ body: { planType, endedOn } }) => planType === 'EARLY_HELP' && endedOn === null),
  ),
  needs: 'SC',
  read: ({ records: { plan } }) => ({ hasPlan: plan.some(({ body }) => body.hasPlan === true) }),
  check: ({ hasPlan }) => whether(hasPlan, 'There is a plan', 'There is no plan'),
  examples: [
    { when: 'a plan is written', given: { hasPlan: true }, outcome: 'MET' },
    { when: 'early help is open without one', given: { hasPlan: false }, outcome: 'UNMET' },
  ],
});
