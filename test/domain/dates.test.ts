import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { londonDay, parseDay, parseMoment, parsePartialDate, startOfLondonDay } from '../../src/domain/dates.ts';

describe('a date is read as England writes it', () => {
  test.for([
    ['19/07/2013', '2013-07-19'],
    ['03/04/2010', '2010-04-03'],
    ['3/4/2010', '2010-04-03'],
    ['03.04.2010', '2010-04-03'],
    ['03-04-2010', '2010-04-03'],
    ['2013-07-19', '2013-07-19'],
    ['20130719', '2013-07-19'],
    ['2013-Jul-19 00:00:00', '2013-07-19'],
    ['19-Jul-2013', '2013-07-19'],
    ['19 July 2013', '2013-07-19'],
    ['19/07/2013 00:00', '2013-07-19'],
    ['2013-07-19T00:00:00', '2013-07-19'],
    [' 19/07/2013 ', '2013-07-19'],
    ['29/02/2012', '2012-02-29'],
  ] as const)('%s is %s', ([raw, day]) => {
    expect(parseDay(raw)).toBe(day);
  });

  test.for([
    ['31/02/2013', 'February has no 31st'],
    ['29/02/2013', '2013 was no leap year'],
    ['13/13/2013', 'there is no thirteenth month'],
    ['00/01/2013', 'there is no day nought'],
    ['03/04/10', 'the century of a two-digit year is a guess'],
    ['9999-12-31', 'a database writes this for an open end'],
    ['0201-05-06', 'a slip of the keyboard'],
    ['42300', 'a bare spreadsheet serial number'],
    ['07/19/2013', 'an American date'],
    ['2013-Foo-19', 'an unknown month'],
    ['19/07/2013 and later', 'a note'],
    ['19/07/2013 8:15 pm', 'a twelve-hour clock'],
    ['19/07/2013 24:00', 'an hour that no clock shows'],
    ['unknown', 'a word'],
    ['', 'nothing'],
  ] as const)('%s is refused: %s', ([raw]) => {
    expect(parseDay(raw)).toBeNull();
  });

  test('a birth at London midnight in summer does not move to the day before when written in UTC', () => {
    expect(parseDay('2010-06-30T23:00:00Z')).toBe('2010-07-01');
  });
});

describe('a partial date keeps how much of it is known', () => {
  test.for([
    ['2003', { earliest: '2003-01-01', latest: '2003-12-31', precision: 'YEAR' }],
    ['2004-02', { earliest: '2004-02-01', latest: '2004-02-29', precision: 'MONTH' }],
    ['12/03/2002', { earliest: '2002-03-12', latest: '2002-03-12', precision: 'DAY' }],
    ['2004-13', null],
    ['35-45', null],
  ] as const)('%s', ([raw, expected]) => {
    expect(parsePartialDate(raw)).toEqual(expected);
  });
});

describe('a time is kept only where one was given', () => {
  test.for([
    ['16/10/2015', '2015-10-16', null],
    ['2013-Jul-19 00:00:00', '2013-07-19', null],
    ['2013-Jul-19 14:30:00', '2013-07-19', '2013-07-19T13:30:00Z'],
    ['16/10/2015 21:15', '2015-10-16', '2015-10-16T20:15:00Z'],
    ['16/10/2015 21:15:30', '2015-10-16', '2015-10-16T20:15:30Z'],
    ['2015-10-16 21:15:30.500', '2015-10-16', '2015-10-16T20:15:30.5Z'],
    ['2015-10-16T21:15:30.123456Z', '2015-10-16', '2015-10-16T21:15:30.123456Z'],
    ['2015-10-16T21:15+01:00', '2015-10-16', '2015-10-16T20:15:00Z'],
    ['2015-10-16T21:15:00+0100', '2015-10-16', '2015-10-16T20:15:00Z'],
    ['2015-10-16T23:30:00Z', '2015-10-17', '2015-10-16T23:30:00Z'],
    ['20151016211530', '2015-10-16', '2015-10-16T20:15:30Z'],
    ['20151016211530+0000', '2015-10-16', '2015-10-16T21:15:30Z'],
    ['16/01/2015 00:10', '2015-01-16', '2015-01-16T00:10:00Z'],
    ['16/10/2015 00:10', '2015-10-16', '2015-10-15T23:10:00Z'],
  ] as const)('%s', ([raw, on, at]) => {
    expect(parseMoment(raw)).toEqual({ on, at });
  });

  test.for([
    ['25/10/2015 00:59', '2015-10-24T23:59:00Z'],
    ['25/10/2015 01:30', '2015-10-25T00:30:00Z'],
    ['25/10/2015 02:00', '2015-10-25T02:00:00Z'],
    ['29/03/2015 00:59', '2015-03-29T00:59:00Z'],
    ['29/03/2015 01:30', '2015-03-29T01:30:00Z'],
    ['29/03/2015 02:00', '2015-03-29T01:00:00Z'],
  ] as const)('on the night the clocks change %s is %s; the hour that happens twice is the first one', ([raw, at]) => {
    expect(parseMoment(raw)?.at).toBe(at);
  });

  test('an offset settles the hour that happens twice', () => {
    expect(parseMoment('2015-10-25T01:30:00+00:00')?.at).toBe('2015-10-25T01:30:00Z');
    expect(parseMoment('2015-10-25T01:30:00+01:00')?.at).toBe('2015-10-25T00:30:00Z');
  });

  test.for(['16/10/2015 25:00', '16/10/2015 21:60', '2015-10-16T21:15:00+15:00', '16/10/2015 evening'])(
    '%s is not a time',
    (raw) => {
      expect(parseMoment(raw)).toBeNull();
    },
  );
});

describe('a day in England', () => {
  test.for([
    ['2015-10-25', '2015-10-24T23:00:00Z'],
    ['2015-10-26', '2015-10-26T00:00:00Z'],
    ['2015-03-29', '2015-03-29T00:00:00Z'],
    ['2015-03-30', '2015-03-29T23:00:00Z'],
  ] as const)('%s begins at %s', ([day, at]) => {
    expect(startOfLondonDay(day)).toBe(at);
  });

  test('from 1996 to 2040 it is the day of the time zone database, at every hour of the weeks in which clocks change', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
    const hour = 3_600_000;
    const disagreeing: string[] = [];
    for (let time = Date.UTC(1995, 11, 31); time < Date.UTC(2041, 0, 1); time += hour) {
      const at = new Date(time);
      const isNear = [2, 9].includes(at.getUTCMonth()) && at.getUTCDate() >= 24;
      if (isNear && londonDay(at.toISOString()) !== calendar.format(time)) disagreeing.push(at.toISOString());
    }
    expect(disagreeing).toEqual([]);
  });

  test('every day begins on itself, and the second before belongs to the day before', () => {
    const anyDay = fc
      .date({ min: new Date('1975-01-01'), max: new Date('2190-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = startOfLondonDay(day);
        expect(londonDay(start)).toBe(day);
        const before = new Date(Date.parse(start) - 1000).toISOString();
        expect(londonDay(before) < day).toBe(true);
      }),
    );
  });

  test('any text is either a date that exists or nothing, and never an error', () => {
    const dateLike = fc.stringMatching(/^[0-9A-Za-z:/.T+ -]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), dateLike), (raw) => {
        const day = parseDay(raw);
        if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }),
    );
  });
});

describe('seconds', () => {
  test.for([
    ['2015-10-22 18:40:00', '2015-10-22T17:40:00Z'],
    ['2015-10-22 18:40:29', '2015-10-22T17:40:29Z'],
    ['2015-10-22 18:40:31', '2015-10-22T17:40:31Z'],
    ['2015-10-22 18:40:59', '2015-10-22T17:40:59Z'],
    ['2015-12-22 18:40:59', '2015-12-22T18:40:59Z'],
  ] as const)('never move a summer time by an hour: %s', ([wall, instant]) => {
    expect(parseMoment(wall)?.at).toBe(instant);
  });

  test('nor an instant into another day', () => {
    expect(londonDay('2015-10-21T23:00:45Z')).toBe('2015-10-22');
    expect(londonDay('2015-10-21T22:59:59Z')).toBe('2015-10-21');
  });
});
