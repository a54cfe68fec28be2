import { type ChildCase, episodesWithin, type PracticePeriod } from './child-case.ts';
import { daysAfter } from './clocks.ts';

/** ★ A child who goes missing again and again: so many absences in so many days (domain reference 7, K11). */
export const repeats = { absences: 3, days: 90 } as const;

const countUntil = ({ episodes }: ChildCase, last: string): number => {
  const first = daysAfter(last, 1 - repeats.days);
  return episodes.filter(
    ({ startedOn, status }) => status !== 'CANCELLED' && startedOn !== null && first <= startedOn && startedOn <= last,
  ).length;
};

/** The most absences the child had in ninety days that end with an absence of the period. */
export const mostRepeats = (child: ChildCase, period: PracticePeriod): number =>
  Math.max(
    0,
    ...episodesWithin(child, period).map(({ startedOn }) => (startedOn === null ? 0 : countUntil(child, startedOn))),
  );
