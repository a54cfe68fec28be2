import { londonDay, startOfLondonDay } from '../dates.ts';
import { hoursAfter } from '../instants.ts';
import { isWorkingDay } from '../working-days.ts';
import type { PolicyPack } from './policy-packs.ts';
import { met, unknown, unmet, type Verdict, within } from './verdict.ts';

type Calendar = Pick<PolicyPack, 'closedOn'>;

const dayMs = 86_400_000;

/** The day so many calendar days after another; negative counts go back. */
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);

/** The day so many working days of the authority after another, which is day 0 whatever day it is. */
export const workingDayAfter = (day: string, count: number, { closedOn }: Calendar): string => {
  let at = day;
  for (let left = count; left > 0; ) {
    at = daysAfter(at, 1);
    if (isWorkingDay(at) && !closedOn.includes(at)) left -= 1;
  }
  return at;
};

/** The last instant of a day in England, to the millisecond. */
export const endOfLondonDay = (day: string): string =>
  new Date(Date.parse(startOfLondonDay(daysAfter(day, 1))) - 1).toISOString();

/** Whether one instant is later than another, whatever their precision. */
export const isAfter = (a: string, b: string): boolean => Date.parse(a) > Date.parse(b);

/** From when, until when, and by now. */
export interface HoursClock {
  /** Null where only a day is known, or nothing. */
  readonly startedAt: string | null;
  readonly doneAt: string | null;
  readonly hours: number;
  readonly now: string;
  /** What is to be done, as in “the interview was held”. */
  readonly what: string;
}

/** Elapsed hours on instants: nights, weekends and changes of the clocks count as they pass. */
export const judgeHours = ({ startedAt, doneAt, hours, now, what }: HoursClock): Verdict => {
  if (startedAt === null) return unknown(`Only days are known, and ${hours} hours cannot be told from days`);
  const dueAt = hoursAfter(startedAt, hours);
  if (doneAt !== null) {
    return isAfter(doneAt, dueAt)
      ? unmet(`${what} after more than ${hours} hours`)
      : met(`${what} within ${hours} hours`);
  }
  if (isAfter(now, dueAt)) return unmet(`Not so that ${what} within ${hours} hours`);
  return within(dueAt, `There is time until ${hours} hours are over`);
};

export interface WorkingDaysClock {
  /** The day that is day 0. */
  readonly startedOn: string | null;
  readonly doneOn: string | null;
  readonly days: number;
  readonly now: string;
  readonly what: string;
  readonly calendar: Calendar;
}

const inDays = (days: number): string => (days === 1 ? 'one working day' : `${days} working days`);

/** Working days of England and Wales, but for those on which the authority is closed, to the end of the last. */
export const judgeWorkingDays = ({ startedOn, doneOn, days, now, what, calendar }: WorkingDaysClock): Verdict => {
  if (startedOn === null) return unknown('Nothing says when the clock began');
  const dueOn = workingDayAfter(startedOn, days, calendar);
  if (doneOn !== null) {
    return doneOn > dueOn ? unmet(`${what} after more than ${inDays(days)}`) : met(`${what} within ${inDays(days)}`);
  }
  if (londonDay(now) > dueOn) return unmet(`Not so that ${what} within ${inDays(days)}`);
  return within(endOfLondonDay(dueOn), `There is time until the end of ${inDays(days)}`);
};
