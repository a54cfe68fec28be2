import { episodesWithin } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { actionsAbout, children } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** At least three agencies told the hub of the child, and something they agreed was done and shown. */
export const agenciesWorkTogether = rule({
  id: 'agencies-work-together',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'Agencies work together effectively',
  source: 'Audit 2015, W7',
  subjects: children,
  needs: 'SA',
  read: (child, _same, period) => ({
    organisations: child.toldBy.length,
    hasEvidence: actionsAbout(child, episodesWithin(child, period)).some(
      ({ action: { dueOn, completedOn, evidence } }) =>
        dueOn !== null && completedOn !== null && completedOn <= dueOn && evidence !== null,
    ),
  }),
  check: ({ organisations, hasEvidence }) =>
    whether(
      organisations >= 3 && hasEvidence,
      'Three told the hub something, and an action was evidenced',
      'Fewer than three told the hub something, or no action was evidenced',
    ),
  examples: [
    { when: 'four agencies and an evidenced action', given: { organisations: 4, hasEvidence: true }, outcome: 'MET' },
    { when: 'two agencies', given: { organisations: 2, hasEvidence: true }, outcome: 'UNMET' },
    { when: 'nothing was evidenced', given: { organisations: 4, hasEvidence: false }, outcome: 'UNMET' },
  ],
});
