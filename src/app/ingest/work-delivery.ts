import { type Delivery, findBytes, findDelivery, lockDelivery } from '../../store/deliveries.ts';
import { advanceDelivery, finishDelivery } from '../../store/delivery-progress.ts';
import { takeLane } from '../../store/lane.ts';
import { markCorrected } from '../../store/quarantine.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { Arrival, Unreadable } from './arrivals.ts';
import type { IngestDeps } from './deps.ts';
import { getAdapter } from './find-format.ts';
import { readFile, wholeFile } from './read-file.ts';
import { retractUnseen, type Seen } from './retract.ts';
import { quarantine, storeBatch } from './store-batch.ts';

/** How far the work on a delivery has come. */
export interface IngestProgress {
  readonly deliveryId: string;
  readonly name: string;
  /** Records accounted for. */
  readonly records: number;
}

export interface WorkOptions {
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Stops between two batches; the delivery can be resumed. */
  readonly signal?: AbortSignal;
  /** Retract what a snapshot no longer holds, however much it is. */
  readonly confirmRetractions?: boolean;
  /** How many records one transaction stores; 500 unless told. */
  readonly recordsAtOnce?: number;
}

const RECORDS_AT_ONCE = 500;

interface Reading extends Seen {
  readonly keys: Set<string>;
  hasKeyless: boolean;
  fault: Unreadable | null;
}

/** The records of a delivery in batches, noting in `reading` what was seen of all of them. */
function* batches(
  deps: IngestDeps,
  delivery: Delivery,
  bytes: Uint8Array,
  reading: Reading,
  size = RECORDS_AT_ONCE,
): Generator<Arrival[]> {
  const { organisation, receivedAt, adapter, format: id } = delivery;
  const format = getAdapter(deps.adapters, adapter).formats.find((one) => one.id === id);
  let batch: Arrival[] = [];
  for (const step of readFile({ format, bytes, options: { organisation, receivedAt } })) {
    if ('wholeFile' in step) {
      reading.fault = step.wholeFile;
      break;
    }
    const { key } = step.arrival.record;
    if (key === null) reading.hasKeyless = true;
    else reading.keys.add(key);
    if (step.arrival.ordinal < delivery.nextOrdinal) continue;
    batch.push(step.arrival);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const endUnreadable = (deps: IngestDeps, id: string, fault: Unreadable): Promise<void> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    const delivery = await lockDelivery(tx, id);
    if (delivery.state !== 'RECEIVED') return;
    const kept = await quarantine(tx, delivery, [{ ...fault, ordinal: delivery.nextOrdinal }]);
    await advanceDelivery(tx, id, delivery.nextOrdinal + 1, kept);
    await finishDelivery(tx, id, 'UNREADABLE');
  });

const endRead = (deps: IngestDeps, id: string, seen: Seen, isConfirmed: boolean): Promise<void> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    await takeLane(tx, '-infinity');
    const delivery = await lockDelivery(tx, id);
    if (delivery.state !== 'RECEIVED') return;
    const isSnapshot = delivery.mode === 'snapshot';
    const state = isSnapshot ? await retractUnseen(deps, tx, delivery, { seen, isConfirmed }) : 'DONE';
    await finishDelivery(tx, id, state);
    if (delivery.corrects !== null) await markCorrected(tx, delivery.corrects, id);
  });

/** The bytes of a delivery, which are kept until they are purged. */
export const getBytes = async (deps: Pick<IngestDeps, 'pools'>, deliveryId: string): Promise<Uint8Array> => {
  const bytes = await inTransaction(deps.pools.ingest, (tx) => findBytes(tx, deliveryId));
  if (!bytes) throw new Error('the bytes of the delivery have been purged');
  return bytes;
};

/** What a delivery holds, read to its end without storing anything. */
export const seeDelivery = (
  deps: IngestDeps,
  delivery: Delivery,
  bytes: Uint8Array,
): Seen & { readonly isWhole: boolean } => {
  const reading: Reading = { keys: new Set(), hasKeyless: false, fault: null };
  for (const _batch of batches(deps, delivery, bytes, reading));
  return { ...reading, isWhole: reading.fault === null };
};

/** Brings a kept delivery to its end from wherever it stands; working it twice, or two at once, does no harm. */
export const workDelivery = async (
  deps: IngestDeps,
  delivery: Delivery,
  bytes: Uint8Array,
  options: WorkOptions,
): Promise<Delivery> => {
  const { id, name } = delivery;
  const reading: Reading = { keys: new Set(), hasKeyless: false, fault: null };
  for (const arrivals of batches(deps, delivery, bytes, reading, options.recordsAtOnce)) {
    options.signal?.throwIfAborted();
    await storeBatch(deps, { deliveryId: id, arrivals });
    options.onProgress?.({ deliveryId: id, name, records: (arrivals.at(-1)?.ordinal ?? 0) + 1 });
  }
  options.signal?.throwIfAborted();
  if (reading.fault) await endUnreadable(deps, id, reading.fault);
  else await endRead(deps, id, reading, options.confirmRetractions ?? false);
  return (await inTransaction(deps.pools.ingest, (tx) => findDelivery(tx, id))) ?? delivery;
};

const notKept = {
  rule: 'bytes-not-kept',
  message: 'the bytes of the file are not kept and the work on it was interrupted: send what is missing again',
} as const;

/** Brings an unfinished delivery to its end from the bytes that were kept; one whose bytes were not ends there. */
export const resumeDelivery = async (deps: IngestDeps, delivery: Delivery, options: WorkOptions): Promise<Delivery> => {
  const { id, nextOrdinal } = delivery;
  const bytes = await inTransaction(deps.pools.ingest, (tx) => findBytes(tx, id));
  if (bytes) return workDelivery(deps, delivery, bytes, options);
  await endUnreadable(deps, id, wholeFile(nextOrdinal, new Uint8Array(), notKept));
  return (await inTransaction(deps.pools.ingest, (tx) => findDelivery(tx, id))) ?? delivery;
};
