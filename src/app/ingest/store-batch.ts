import { randomUUID } from 'node:crypto';
import { type Delivery, lockDelivery, namespaceOf } from '../../store/deliveries.ts';
import { advanceDelivery, type Progress } from '../../store/delivery-progress.ts';
import { takeLane } from '../../store/lane.ts';
import { insertRecords } from '../../store/source-records.ts';
import { inTransaction, refusedValue, type Transaction } from '../../store/transaction.ts';
import { type Arrival, isReadable, type Readable, refuse, type Unreadable } from './arrivals.ts';
import type { IngestDeps } from './deps.ts';
import { storeWave } from './store-wave.ts';
import { addProgress, noProgress } from './summary.ts';
import { toWaves } from './waves.ts';

/** Records of one delivery, in order. */
export interface Batch {
  readonly deliveryId: string;
  readonly arrivals: readonly Arrival[];
}

/** Keeps records that cannot be used, with the reasons; returns what became of them. */
export const quarantine = async (
  tx: Transaction,
  delivery: Delivery,
  unreadable: readonly Unreadable[],
): Promise<Progress> => {
  const records = unreadable.map(({ ordinal, record: { key, locator }, hash, reasons }) => ({
    ...{ id: randomUUID(), ordinal, key, locator, hash, reasons, issues: [], factIds: [] },
    state: 'QUARANTINED' as const,
  }));
  const { id: deliveryId, organisation } = delivery;
  await insertRecords(tx, { deliveryId, organisation, namespace: namespaceOf(delivery) }, records);
  return { ...noProgress, received: records.length, quarantined: records.length };
};

/** Stores the records wave by wave, each at a known time of its own, none of them before `notBefore`. */
export const storeReadable = async (
  deps: IngestDeps,
  tx: Transaction,
  delivery: Delivery,
  readable: readonly Readable[],
  notBefore = delivery.receivedAt,
): Promise<Progress> => {
  const { id: deliveryId, organisation, receivedAt, enteredBy } = delivery;
  const context = { deliveryId, organisation, receivedAt, enteredBy, namespace: namespaceOf(delivery) };
  let done = noProgress;
  for (const wave of toWaves(readable, delivery.mode)) {
    const knownAt = await takeLane(tx, notBefore);
    done = addProgress(done, await storeWave(deps, tx, { ...context, knownAt }, wave));
  }
  return done;
};

const attempt = (deps: IngestDeps, { deliveryId, arrivals }: Batch): Promise<void> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    const last = arrivals.at(-1);
    // The lane is always taken before any row, so that two ingests never wait for each other in a circle.
    await takeLane(tx, '-infinity');
    const delivery = await lockDelivery(tx, deliveryId);
    const fresh = arrivals.filter(({ ordinal }) => ordinal >= delivery.nextOrdinal);
    if (delivery.state !== 'RECEIVED' || fresh.length === 0 || last === undefined) return;
    const kept = await quarantine(
      tx,
      delivery,
      fresh.filter((arrival): arrival is Unreadable => !isReadable(arrival)),
    );
    const stored = await storeReadable(deps, tx, delivery, fresh.filter(isReadable));
    await advanceDelivery(tx, deliveryId, last.ordinal + 1, addProgress(kept, stored));
  });

/**
 * Stores one batch with all that follows from it, in one transaction; records the delivery has accounted for are
 * skipped. Where the store refuses a value, the batch is halved until the one record is found and quarantined.
 */
export const storeBatch = async (deps: IngestDeps, { deliveryId, arrivals }: Batch): Promise<void> => {
  try {
    await attempt(deps, { deliveryId, arrivals });
  } catch (error) {
    const sqlState = refusedValue(error);
    const [only] = arrivals;
    if (sqlState === null || only === undefined) throw error;
    if (arrivals.length === 1) {
      if (!isReadable(only)) throw error;
      await attempt(deps, { deliveryId, arrivals: [refuse(only, sqlState)] });
      return;
    }
    const middle = Math.ceil(arrivals.length / 2);
    await storeBatch(deps, { deliveryId, arrivals: arrivals.slice(0, middle) });
    await storeBatch(deps, { deliveryId, arrivals: arrivals.slice(middle) });
  }
};
