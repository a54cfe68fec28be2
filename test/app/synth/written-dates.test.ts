import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../src/app/synth/moments.ts';
import { wallTime } from '../../../src/app/synth/writers/written-dates.ts';
import { parseMoment } from '../../../src/domain/dates.ts';

describe('a clock on a wall in England', () => {
  test('shows what is read back as the same instant, the hour that happens twice included', () => {
    const [first, last] = [Date.parse('2000-01-01') / MINUTE, Date.parse('2035-01-01') / MINUTE];
    const instant = fc.integer({ min: first, max: last }).map((minute) => minute * MINUTE);
    fc.assert(
      fc.property(instant, (time) => {
        const said = `${new Date(time).toISOString().slice(0, 19)}Z`;
        expect(parseMoment(wallTime(said))?.at).toBe(said);
      }),
      { examples: [[Date.parse('2015-10-25T00:30:00Z')], [Date.parse('2015-10-25T01:30:00Z')]] },
    );
  });

  test.for([
    ['2015-07-01T20:15:00Z', '2015-07-01 21:15:00'],
    ['2015-12-01T20:15:00Z', '2015-12-01 20:15:00'],
  ] as const)('%s is %s', ([instant, shown]) => {
    expect(wallTime(instant)).toBe(shown);
  });
});
