import { createHash, randomUUID } from 'node:crypto';
import type { Format } from '../../domain/adapter.ts';
import { insertDelivery } from '../../store/deliveries.ts';
import { advanceDelivery, finishDelivery, type Progress } from '../../store/delivery-progress.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { Readable } from './arrivals.ts';
import type { IngestDeps } from './deps.ts';
import { storeReadable } from './store-batch.ts';

/** A file of one record that somebody entered in the hub, read. */
export interface EnteredFile {
  readonly adapterId: string;
  readonly format: Format;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly arrival: Readable;
  readonly organisation: string;
  /** Who entered it. */
  readonly enteredBy: string;
  readonly receivedAt: string;
}

/** Keeps, stores and projects an entered record in the caller's transaction, as an ingest would a file of one. */
export const takeEntered = async (deps: IngestDeps, tx: Transaction, file: EnteredFile): Promise<Progress> => {
  const { adapterId, format, name, bytes, arrival, organisation, enteredBy, receivedAt } = file;
  const delivery = await insertDelivery(tx, {
    ...{ id: randomUUID(), organisation, adapter: adapterId, format: format.id, formatVersion: format.version },
    ...{ name, bytes, receivedAt, enteredBy, hash: createHash('sha256').update(bytes).digest() },
    ...{ mode: format.mode.kind, scope: null, corrects: null, replays: null },
  });
  const progress = await storeReadable(deps, tx, delivery, [arrival]);
  await advanceDelivery(tx, delivery.id, 1, progress);
  await finishDelivery(tx, delivery.id, 'DONE');
  return progress;
};
