import { InvalidRequest, NotFound } from '../../domain/errors.ts';
import { findDelivery, isSuperseded, lockDelivery } from '../../store/deliveries.ts';
import { finishDelivery } from '../../store/delivery-progress.ts';
import { takeLane } from '../../store/lane.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { IngestDeps } from './deps.ts';
import { retractUnseen } from './retract.ts';
import { type Summary, summarise } from './summary.ts';
import { getBytes, seeDelivery } from './work-delivery.ts';

/** Retracts what a held snapshot no longer holds, after a person has looked at it. */
export const confirmRetractions = async (
  deps: IngestDeps,
  { deliveryId }: { readonly deliveryId: string },
): Promise<Summary> => {
  const known = await inTransaction(deps.pools.ingest, (tx) => findDelivery(tx, deliveryId));
  if (!known) throw new NotFound('there is no such delivery');
  const seen = seeDelivery(deps, { ...known, nextOrdinal: Number.MAX_SAFE_INTEGER }, await getBytes(deps, deliveryId));
  if (!seen.isWhole) throw new InvalidRequest('the delivery can no longer be read to its end');
  const done = await inTransaction(deps.pools.ingest, async (tx) => {
    await takeLane(tx, '-infinity');
    const delivery = await lockDelivery(tx, deliveryId);
    if (delivery.state !== 'HELD') throw new InvalidRequest('no retractions of this delivery wait');
    if (await isSuperseded(tx, deliveryId))
      throw new InvalidRequest('a later delivery has taken the place of this one');
    await retractUnseen(deps, tx, delivery, { seen, isConfirmed: true });
    await finishDelivery(tx, deliveryId, 'DONE');
    return findDelivery(tx, deliveryId);
  });
  return summarise(done ? [done] : []);
};
