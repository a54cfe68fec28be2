export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A time in milliseconds as an instant in UTC, to the second. */
export const instantOf = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** The day in UTC at a time in milliseconds. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The day so many days after another. */
export const daysAfter = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY);

/** Whole years from a birth to a day. */
export const ageOn = (bornOn: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
};
