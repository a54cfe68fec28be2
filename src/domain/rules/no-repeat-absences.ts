import { mostRepeats, repeats } from '../practice/repeats.ts';
import { rule } from '../practice/rule.ts';
import { children } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** Children with three or more absences in ninety days. */
export const noRepeatAbsences = rule({
  id: 'no-repeat-absences',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The child has fewer than three absences in ninety days',
  source: 'K11',
  subjects: children,
  needs: 'EP',
  read: (child, _same, period) => ({ most: mostRepeats(child, period) }),
  check: ({ most }) => whether(most < repeats.absences, `${most} in ninety days`, `${most} in ninety days`),
  examples: [
    { when: 'two absences', given: { most: 2 }, outcome: 'MET' },
    { when: 'three', given: { most: 3 }, outcome: 'UNMET' },
  ],
});
