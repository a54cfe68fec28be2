import { type ChildCase, episodesWithin } from '../practice/child-case.ts';
import { daysAfter } from '../practice/clocks.ts';
import { rule } from '../practice/rule.ts';
import { children } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

const countIn = (child: ChildCase, last: string, days: number): number =>
  child.episodes.filter(
    ({ startedOn, status }) =>
      status !== 'CANCELLED' && startedOn !== null && daysAfter(last, 1 - days) <= startedOn && startedOn <= last,
  ).length;

/** Children with three or more absences in ninety days. */
export const noRepeatAbsences = rule({
  id: 'no-repeat-absences',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The child has fewer than three absences in ninety days',
  source: 'K11',
  subjects: children,
  needs: 'EP',
  read: (child, _same, period) => ({
    most: Math.max(
      0,
      ...episodesWithin(child, period).map(({ startedOn }) => (startedOn === null ? 0 : countIn(child, startedOn, 90))),
    ),
  }),
  check: ({ most }) => whether(most < 3, `${most} in ninety days`, `${most} in ninety days`),
  examples: [
    { when: 'two absences', given: { most: 2 }, outcome: 'MET' },
    { when: 'three', given: { most: 3 }, outcome: 'UNMET' },
  ],
});
