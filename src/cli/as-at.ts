import { z } from 'zod';
import type { Config } from '../config.ts';
import { londonDay } from '../domain/dates.ts';
import { hubClock } from './hub-clock.ts';
import type { Hub } from './open-hub.ts';

/** A day on the command line, `--as-at`. */
export const asAtOption = {
  flags: '--as-at <date>',
  summary: 'apply the rules as on this day (default the hub’s today)',
};

/** What `--as-at` may be. */
export const asAtInput = z.iso.date('is not a date such as 2026-03-01').optional();

/** The day given, or the hub's today. */
export const asAtOf = async (given: string | undefined, config: Pick<Config, 'clock'>, hub: Pick<Hub, 'pools'>) =>
  given ?? londonDay((await hubClock(config, hub)).now());
