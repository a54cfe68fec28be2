import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { bankHolidays } from '../../src/domain/bank-holidays.ts';
import { isWorkingDay, workingDaysAfter } from '../../src/domain/working-days.ts';

const kept = new Holidays('GB', 'ENG');

describe('working days in England and Wales', () => {
  test.for(Object.keys(bankHolidays).map(Number))('the bank holidays of %i are those a kept calendar has', (year) => {
    const public_ = kept
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(5, 10))
      .filter((day) => ![0, 6].includes(new Date(`${year}-${day}`).getUTCDay()));
    expect(bankHolidays[year]).toEqual([...new Set(public_)].sort());
  });

  test.for([
    { from: '2015-10-22', count: 5, to: '2015-10-29', why: 'the week of the audit: a trigger on Thursday' },
    { from: '2015-10-23', count: 1, to: '2015-10-26', why: 'over a weekend' },
    { from: '2015-10-24', count: 1, to: '2015-10-26', why: 'from a Saturday' },
    { from: '2015-04-02', count: 1, to: '2015-04-07', why: 'over Easter' },
    { from: '2015-12-24', count: 2, to: '2015-12-30', why: 'over Christmas, with a substitute day' },
    { from: '2016-02-26', count: 1, to: '2016-02-29', why: 'onto a leap day' },
    { from: '2022-06-01', count: 1, to: '2022-06-06', why: 'over a jubilee' },
    { from: '2015-10-22', count: 0, to: '2015-10-22', why: 'none at all' },
  ])('$count working days after $from is $to: $why', ({ from, count, to }) => {
    expect(workingDaysAfter(from, count)).toBe(to);
  });

  test('a bank holiday is no working day, the day after is', () => {
    expect([isWorkingDay('2015-08-31'), isWorkingDay('2015-09-01')]).toEqual([false, true]);
  });
});
