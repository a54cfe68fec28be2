import { endOfLondonDay } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { actions } from '../practice/subjects.ts';
import { unknown, unmet, whether, within } from '../practice/verdict.ts';

/** What was agreed is done by its day, and something shows it. */
export const actionDone = rule({
  id: 'action-done',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Actions are done by their day, with evidence',
  source: 'Audit 2015, W6; rubrics Q13 and Q9; K10',
  subjects: actions,
  needs: 'SA',
  read: ({ action: { dueOn, completedOn, evidence } }) => ({ dueOn, completedOn, hasEvidence: evidence !== null }),
  check: (
    {
      dueOn,
      completedOn,
      hasEvidence,
    }: { readonly dueOn: string | null; readonly completedOn: string | null; readonly hasEvidence: boolean },
    { to },
  ) => {
    if (dueOn === null) return unknown('No day was agreed');
    if (dueOn > to) return within(endOfLondonDay(dueOn), 'Due after the period');
    if (completedOn === null) return unmet('Not done by its day');
    if (completedOn > dueOn) return unmet('Done after its day');
    return whether(hasEvidence, 'Done by its day, with evidence', 'Done by its day, and nothing shows it');
  },
  examples: [
    {
      when: 'done on the day, with evidence',
      given: { dueOn: '2015-10-22', completedOn: '2015-10-22', hasEvidence: true },
      outcome: 'MET',
    },
    {
      when: 'done a day late',
      given: { dueOn: '2015-10-20', completedOn: '2015-10-21', hasEvidence: true },
      outcome: 'UNMET',
    },
    {
      when: 'done, and nothing shows it',
      given: { dueOn: '2015-10-22', completedOn: '2015-10-22', hasEvidence: false },
      outcome: 'UNMET',
    },
    {
      when: 'due in November',
      given: { dueOn: '2015-11-06', completedOn: null, hasEvidence: false },
      outcome: 'OPEN',
      flipsAt: '2015-11-06T23:59:59.999Z',
    },
    { when: 'no day was agreed', given: { dueOn: null, completedOn: null, hasEvidence: false }, outcome: 'UNKNOWN' },
  ],
});
