import { type Delivery, unfinishedDeliveries } from '../../store/deliveries.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { IngestDeps } from './deps.ts';
import { type Summary, summarise } from './summary.ts';
import { resumeDelivery, type WorkOptions } from './work-delivery.ts';

/** Brings every unfinished delivery to its end, oldest first. */
export const resumeDeliveries = async (deps: IngestDeps, options: WorkOptions = {}): Promise<Summary> => {
  const unfinished = await inTransaction(deps.pools.ingest, unfinishedDeliveries);
  const finished: Delivery[] = [];
  for (const delivery of unfinished) {
    finished.push(await resumeDelivery(deps, delivery, options));
  }
  return summarise(finished);
};
