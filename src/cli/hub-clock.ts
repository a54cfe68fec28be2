import { createHash } from 'node:crypto';
import { demoClockStart, demoDeliveries, readDemoFile } from '../../prisma/seed.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { domainClock } from '../server/domain-clock.ts';
import { hasArrived } from '../store/deliveries.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Hub } from './open-hub.ts';

async function holdsDemo({ pools }: Pick<Hub, 'pools'>): Promise<boolean> {
  const [first] = demoDeliveries;
  if (!first) return false;
  const hash = createHash('sha256')
    .update(await readDemoFile(first))
    .digest();
  return inTransaction(pools.ingest, (tx) => hasArrived(tx, { organisation: first.organisation, hash }));
}

/**
 * Where the domain clock of a hub stands when a process starts: where the settings put it, else at the demo's 2015 for
 * a database that holds the demo, else undefined, which is system time.
 */
export const clockStartOf = async ({ clock }: Pick<Config, 'clock'>, hub: Pick<Hub, 'pools'>) =>
  clock ?? ((await holdsDemo(hub)) ? demoClockStart : undefined);

/** The domain clock of an open hub, the same for whatever command runs beside the served one. */
export const hubClock = async (config: Pick<Config, 'clock'>, hub: Pick<Hub, 'pools'>): Promise<Clock> =>
  domainClock({ startsAt: await clockStartOf(config, hub), systemNow: () => Date.now() });
