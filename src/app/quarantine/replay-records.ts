import { createHash, randomUUID } from 'node:crypto';
import { type Delivery, insertDelivery, namespaceOf } from '../../store/deliveries.ts';
import { advanceDelivery, finishDelivery, type Progress } from '../../store/delivery-progress.ts';
import { takeLane } from '../../store/lane.ts';
import { lockQuarantined, markReplayed, type Quarantined } from '../../store/quarantine.ts';
import { findCurrentRecords } from '../../store/source-records.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { type Arrival, isReadable, type Readable } from '../ingest/arrivals.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { storeReadable } from '../ingest/store-batch.ts';
import { addProgress, noProgress } from '../ingest/summary.ts';
import { presentFormat } from './reread.ts';

interface Replayed {
  readonly quarantined: Quarantined;
  readonly arrival: Readable;
}

/** Quarantined records of one delivery, with its bytes and what they now read as. */
export interface RecordsToReplay {
  readonly origin: Quarantined;
  readonly bytes: Uint8Array;
  readonly records: readonly Quarantined[];
  readonly present: ReadonlyMap<string, Arrival>;
  /** What is stored now becomes known no earlier than this. */
  readonly now: string;
}

const openReplay = (deps: IngestDeps, tx: Transaction, { origin, bytes }: RecordsToReplay): Promise<Delivery> => {
  const { organisation, adapter, format, file: name, receivedAt, deliveryId: replays } = origin;
  const present = presentFormat(deps, origin, bytes);
  return insertDelivery(tx, {
    ...{ id: randomUUID(), organisation, adapter, format, name, bytes, receivedAt, replays },
    formatVersion: present?.version ?? '',
    hash: createHash('sha256').update(bytes).digest(),
    // Some records of a snapshot are not the snapshot: nothing is retracted because of them.
    mode: present?.mode.kind === 'event' ? 'event' : 'upsert',
    ...{ scope: null, corrects: null, enteredBy: null },
  });
};

const mark = async (tx: Transaction, delivery: Delivery, stored: readonly Replayed[]): Promise<void> => {
  const scope = { organisation: delivery.organisation, namespace: namespaceOf(delivery) };
  const keys = stored.map(({ arrival }) => arrival.record.key);
  const current = await findCurrentRecords(tx, scope, keys);
  const byKey = new Map(current.map(({ key, id }) => [key, id]));
  for (const { quarantined, arrival } of stored) {
    await markReplayed(tx, quarantined.id, byKey.get(arrival.record.key) ?? null);
  }
};

interface Sorted {
  readonly fresh: readonly Replayed[];
  /** Something newer of their key or table has been stored since. */
  readonly overtaken: readonly Replayed[];
  readonly still: Progress;
}

const sort = async (tx: Transaction, { records, present }: RecordsToReplay): Promise<Sorted> => {
  const ids = records.map(({ id }) => id);
  const waiting = new Map((await lockQuarantined(tx, ids)).map(({ id, isSuperseded }) => [id, isSuperseded]));
  const readable = records.flatMap((quarantined): readonly Replayed[] => {
    const arrival = present.get(quarantined.locator);
    return arrival && isReadable(arrival) && waiting.has(quarantined.id) ? [{ quarantined, arrival }] : [];
  });
  const quarantined = waiting.size - readable.length;
  return {
    fresh: readable.filter((one) => !waiting.get(one.quarantined.id)),
    overtaken: readable.filter((one) => waiting.get(one.quarantined.id)),
    still: { ...noProgress, received: quarantined, quarantined },
  };
};

/**
 * Stores those of the quarantined records that can now be read, as a delivery of their own; one that something newer
 * has overtaken changes nothing. Those still unreadable stay and are counted as quarantined.
 */
export const replayRecords = (deps: IngestDeps, request: RecordsToReplay): Promise<Progress> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    await takeLane(tx, request.now);
    const { fresh, overtaken, still } = await sort(tx, request);
    if (fresh.length + overtaken.length === 0) return still;
    const delivery = await openReplay(deps, tx, request);
    const arrivals = fresh.map(({ arrival }) => arrival);
    const stored = await storeReadable(deps, tx, delivery, arrivals, request.now);
    const done = addProgress(stored, { ...noProgress, received: overtaken.length, unchanged: overtaken.length });
    await mark(tx, delivery, fresh);
    for (const { quarantined } of overtaken) await markReplayed(tx, quarantined.id, null);
    await advanceDelivery(tx, delivery.id, done.received, done);
    await finishDelivery(tx, delivery.id, 'DONE');
    return addProgress(still, done);
  });
