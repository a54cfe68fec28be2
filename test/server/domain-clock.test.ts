import { expect, test } from 'vitest';
import { demoClockStart, domainClock } from '../../src/server/domain-clock.ts';

test('the demo clock starts at nine on 23 October 2015 and ticks with the system', () => {
  let system = Date.parse('2026-11-23T12:00:00Z');
  const clock = domainClock({ startsAt: demoClockStart, systemNow: () => system });
  expect(clock.now()).toBe('2015-10-23T09:00:00.000Z');
  system += 90_000;
  expect(clock.now()).toBe('2015-10-23T09:01:30.000Z');
});

test('without a start it shows system time', () => {
  expect(domainClock({ systemNow: () => 0 }).now()).toBe('1970-01-01T00:00:00.000Z');
});

test.for(['yesterday', '2015-10-23', '2015-13-45T09:00:00Z', ''])('%j is no start', (startsAt) => {
  expect(() => domainClock({ startsAt, systemNow: () => 0 })).toThrow('the clock starts at an ISO instant');
});
