import { episodesWithin } from '../practice/child-case.ts';
import { expectedAgencies, hasTold } from '../practice/expected-agencies.ts';
import { rule } from '../practice/rule.ts';
import { children } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Every agency expected to know of the child told the hub something. */
export const agenciesContribute = rule({
  id: 'agencies-contribute',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Every expected agency contributes to the case',
  source: 'Audit 2015, A3',
  subjects: children,
  needs: 'EP',
  read: (child, _same, period) => ({
    silent: expectedAgencies(child, episodesWithin(child, period)).filter((agency) => !hasTold(child, agency)),
  }),
  check: ({ silent }: { readonly silent: readonly string[] }) =>
    whether(silent.length === 0, 'Every expected agency contributed', `Nothing from: ${silent.join(', ')}`),
  examples: [
    { when: 'all of them did', given: { silent: [] }, outcome: 'MET' },
    { when: 'the school of a child of eleven said nothing', given: { silent: ['education'] }, outcome: 'UNMET' },
  ],
});
