import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A disagreement in the minutes is taken further. */
export const disagreementEscalated = rule({
  id: 'disagreement-escalated',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A disagreement is taken further',
  source: 'Audit 2015, X8 and R11; Resolving Professional Differences; rubric of meetings Q12',
  subjects: records(
    'a meeting with a disagreement',
    'strategy-meeting',
    ({ body }) => body.heldAt !== null && body.disagreement !== null,
  ),
  needs: 'ES',
  read: (_record, { records: { escalation } }) => ({ escalations: escalation.length }),
  check: ({ escalations }) => whether(escalations > 0, 'Taken further', 'Minuted, and not taken further'),
  examples: [
    { when: 'raised with line managers', given: { escalations: 1 }, outcome: 'MET' },
    { when: 'left in the minutes', given: { escalations: 0 }, outcome: 'UNMET' },
  ],
});
