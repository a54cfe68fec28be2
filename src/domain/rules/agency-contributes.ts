import { expectedAgencies, hasTold } from '../practice/expected-agencies.ts';
import { rule } from '../practice/rule.ts';
import { perChild } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Each expected agency by itself: in how many of the cases it is expected in it told the hub something. */
export const agencyContributes = rule({
  id: 'agency-contributes',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'An expected agency contributes to the case',
  source: 'Audit 2015, A3',
  subjects: perChild('an agency expected in a case', (child, episodes) =>
    expectedAgencies(child, episodes).map((group) => ({ group, isHeard: hasTold(child, group) })),
  ),
  needs: 'EP',
  read: ({ group, isHeard }) => ({ group, isHeard }),
  check: ({ isHeard }) => whether(isHeard, 'It told the hub something', 'It told the hub nothing'),
  groupOf: ({ group }) => group,
  examples: [
    { when: 'the police reported the absence', given: { group: 'police', isHeard: true }, outcome: 'MET' },
    { when: 'health is silent on a child in care', given: { group: 'health', isHeard: false }, outcome: 'UNMET' },
  ],
});
