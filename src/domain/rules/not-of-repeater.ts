import { mostRepeats, repeats } from '../practice/repeats.ts';
import { rule } from '../practice/rule.ts';
import { absences } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** How many of the absences are those of children who go missing again and again. */
export const notOfRepeater = rule({
  id: 'not-of-repeater',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The absence is of a child with fewer than three absences in ninety days',
  source: 'K11',
  subjects: absences,
  needs: 'EP',
  read: (_episode, child, period) => ({ most: mostRepeats(child, period) }),
  check: ({ most }) =>
    whether(
      most < repeats.absences,
      'Of a child who seldom goes missing',
      'Of a child with three or more in ninety days',
    ),
  examples: [
    { when: 'the only absence of a child', given: { most: 1 }, outcome: 'MET' },
    { when: 'one of four in three weeks', given: { most: 4 }, outcome: 'UNMET' },
  ],
});
