import { rule } from '../practice/rule.ts';
import { records } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A result that crosses a border is acknowledged. */
export const crossBorderAcknowledged = rule({
  id: 'cross-border-acknowledged',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A result sent across a border is acknowledged',
  source: 'Audit 2015, X10',
  subjects: records(
    'a result sent to another authority',
    'professional-notice',
    ({ organisation, body: { about, recipientOrganisation } }) =>
      about === 'INTERVIEW_RESULT' && recipientOrganisation !== null && recipientOrganisation !== organisation,
  ),
  needs: 'RM',
  read: ({ body: { acknowledgedAt } }) => ({ isAcknowledged: acknowledgedAt !== null }),
  check: ({ isAcknowledged }) => whether(isAcknowledged, 'Acknowledged', 'Not acknowledged'),
  examples: [
    { when: 'acknowledged', given: { isAcknowledged: true }, outcome: 'MET' },
    { when: 'no word', given: { isAcknowledged: false }, outcome: 'UNMET' },
  ],
});
