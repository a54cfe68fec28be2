import type { PartialDate } from '../../../domain/model/values.ts';

const HOUR = 3_600_000;

/** One in the morning, Greenwich, of the last Sunday of a month: when clocks change. */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
};

const isSummer = (time: number): boolean => {
  const year = new Date(time).getUTCFullYear();
  return time >= lastSunday(year, 2) && time < lastSunday(year, 9);
};

/** The hour that happens twice in October, for the second time. */
const isRepeatedHour = (time: number): boolean => {
  const change = lastSunday(new Date(time).getUTCFullYear(), 9);
  return time >= change && time < change + HOUR;
};

/** An instant as a clock on a wall in England shows it: `2015-10-16 21:15:00`; with its offset where that is unclear. */
export const wallTime = (instant: string): string => {
  const time = Date.parse(instant);
  const shown = new Date(time + (isSummer(time) ? HOUR : 0)).toISOString();
  return `${shown.slice(0, 10)} ${shown.slice(11, 19)}${isRepeatedHour(time) ? '+00:00' : ''}`;
};

/** A date the way people in England write it: `16/10/2015`. */
export const ukDay = (day: string): string => day.split('-').toReversed().join('/');

/** As much of a date as is known: `2001`, `2001-03`, or the day as it is written there. */
export const knownPart = (date: PartialDate | null, writeDay: (day: string) => string = (day) => day): string => {
  if (date === null) return '';
  if (date.precision === 'DAY') return writeDay(date.earliest);
  return date.earliest.slice(0, date.precision === 'MONTH' ? 7 : 4);
};
