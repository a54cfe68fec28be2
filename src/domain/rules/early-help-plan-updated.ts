import { episodesWithin } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { childrenWho } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** After an absence the plan is looked at again. */
export const earlyHelpPlanUpdated = rule({
  id: 'early-help-plan-updated',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The plan of a child in early help is updated after the absence',
  source: 'Audit 2015, X7',
  subjects: childrenWho('a child in early help', ({ records: { plan } }) =>
    plan.some(({ body: { planType, endedOn } }) => planType === 'EARLY_HELP' && endedOn === null),
  ),
  needs: 'SC',
  read: (child, _same, period) => {
    const began =
      episodesWithin(child, period)
        .flatMap(({ startedOn }) => startedOn ?? [])
        .toSorted()[0] ?? null;
    return {
      isUpdated: child.records.plan.some(
        ({ body: { hasPlan, updatedOn } }) =>
          hasPlan === true && updatedOn !== null && began !== null && updatedOn >= began,
      ),
    };
  },
  check: ({ isUpdated }) => whether(isUpdated, 'Updated since the absence', 'Not updated since the absence'),
  examples: [
    { when: 'updated the day after', given: { isUpdated: true }, outcome: 'MET' },
    { when: 'as it was in summer', given: { isUpdated: false }, outcome: 'UNMET' },
  ],
});
