import { judgeWorkingDays } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { dayOf, records } from '../practice/subjects.ts';
import { unknown } from '../practice/verdict.ts';

/** Each stage has its limit in working days. */
export const escalationInTime = rule({
  id: 'escalation-in-time',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A stage of an escalation is resolved within its limit',
  source: 'Resolving Professional Differences; stages of the authority’s pack',
  subjects: records('a stage of an escalation', 'escalation'),
  needs: 'ES',
  read: ({ body: { stage, raisedAt, resolvedOn } }) => ({ stage, raisedOn: dayOf(raisedAt), resolvedOn }),
  check: (
    {
      stage,
      raisedOn,
      resolvedOn,
    }: { readonly stage: number; readonly raisedOn: string | null; readonly resolvedOn: string | null },
    { pack, now },
  ) => {
    const limit = pack.escalation.find((one) => one.stage === stage);
    if (limit === undefined) return unknown('The authority has no such stage');
    return judgeWorkingDays({
      startedOn: raisedOn,
      doneOn: resolvedOn,
      days: limit.workingDays,
      now,
      what: 'it was resolved',
      calendar: pack,
    });
  },
  groupOf: ({ stage }) => `stage ${stage}`,
  examples: [
    {
      when: 'between line managers, resolved on the second working day',
      given: { stage: 2, raisedOn: '2015-10-16', resolvedOn: '2015-10-20' },
      outcome: 'MET',
    },
    {
      when: 'between practitioners, and a week old',
      given: { stage: 1, raisedOn: '2015-10-16', resolvedOn: null },
      outcome: 'UNMET',
    },
    {
      when: 'raised with line managers yesterday',
      given: { stage: 2, raisedOn: '2015-10-22', resolvedOn: null },
      outcome: 'OPEN',
      flipsAt: '2015-10-26T23:59:59.999Z',
    },
  ],
});
