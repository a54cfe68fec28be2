import { bankHolidays } from './bank-holidays.ts';

const dayMs = 86_400_000;

const nextDay = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

/** Monday to Friday, but for the bank holidays of England and Wales. */
export const isWorkingDay = (day: string): boolean => {
  const weekday = new Date(day).getUTCDay();
  const holidays = bankHolidays[Number(day.slice(0, 4))] ?? [];
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day.slice(5));
};

/**
 * The day that is so many working days after another, `YYYY-MM-DD`. The day itself is day 0, whether or not it is a
 * working day (domain reference 1.3).
 */
export const workingDaysAfter = (day: string, count: number): string => {
  let at = day;
  for (let left = count; left > 0; ) {
    at = nextDay(at);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
};
