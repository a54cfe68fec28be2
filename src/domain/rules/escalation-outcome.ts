import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** An escalation ends with an outcome. */
export const escalationOutcome = rule({
  id: 'escalation-outcome',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An escalation has an outcome',
  source: 'Audit 2015, X8; Resolving Professional Differences; K15',
  subjects: records('an escalation', 'escalation'),
  needs: 'ES',
  read: ({ body: { outcome } }) => ({ hasOutcome: outcome !== null }),
  check: ({ hasOutcome }) => whether(hasOutcome, 'There is an outcome', 'No outcome is recorded'),
  examples: [
    { when: 'agreed on a move', given: { hasOutcome: true }, outcome: 'MET' },
    { when: 'silence', given: { hasOutcome: false }, outcome: 'UNMET' },
  ],
});
