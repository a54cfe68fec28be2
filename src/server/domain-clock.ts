import type { Clock } from '../domain/clock.ts';
import { InvalidRequest } from '../domain/errors.ts';

export interface ClockSettings {
  /** The instant the domain clock shows now; without it the clock shows system time. */
  readonly startsAt?: string | undefined;
  readonly systemNow: () => number;
}

/** Where the demo's clock stands when the hub starts: its cases are those of October 2015. */
export const demoClockStart = '2015-10-23T09:00:00Z';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

const lead = ({ startsAt, systemNow }: ClockSettings): number => {
  if (startsAt === undefined) return 0;
  const start = instant.test(startsAt) ? Date.parse(startsAt) : Number.NaN;
  if (Number.isNaN(start)) throw new InvalidRequest('the clock starts at an ISO instant, such as 2015-10-23T09:00:00Z');
  return start - systemNow();
};

/** A clock that ticks with system time from where it was told to start. */
export const domainClock = (settings: ClockSettings): Clock => {
  const ahead = lead(settings);
  return { now: () => new Date(settings.systemNow() + ahead).toISOString() };
};
