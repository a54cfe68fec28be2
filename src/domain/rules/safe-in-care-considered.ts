import { recordsAbout } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { notApplicable, whether } from '../practice/verdict.ts';

/** Missing from care: was a Safe in Care assessment considered? */
export const safeInCareConsidered = rule({
  id: 'safe-in-care-considered',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A Safe in Care assessment is considered',
  source: 'Audit 2015, R9',
  subjects: absences,
  needs: 'SC',
  read: (episode, child) => {
    const found = recordsAbout(child, 'safe-in-care-decision', [episode]);
    return {
      isInCare: child.careStatus === 'LAC',
      isDecided: found.some(({ body }) => body.considered !== null && body.reason !== null),
    };
  },
  check: ({ isInCare, isDecided }) =>
    isInCare
      ? whether(isDecided, 'Considered or not, with a reason', 'Nothing says whether it was considered')
      : notApplicable('Not in care'),
  examples: [
    { when: 'decided against, with a reason', given: { isInCare: true, isDecided: true }, outcome: 'MET' },
    { when: 'nothing is recorded', given: { isInCare: true, isDecided: false }, outcome: 'UNMET' },
    { when: 'missing from home', given: { isInCare: false, isDecided: false }, outcome: 'NOT_APPLICABLE' },
  ],
});
