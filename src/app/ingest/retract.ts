import { type Delivery, namespaceOf } from '../../store/deliveries.ts';
import { advanceDelivery } from '../../store/delivery-progress.ts';
import { takeLane } from '../../store/lane.ts';
import { type CurrentRecord, findUnseenRecords, retireRecords } from '../../store/source-records.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { IngestDeps } from './deps.ts';
import { placeAndProject, retractUnstated } from './store-wave.ts';
import { noProgress } from './summary.ts';

/** What a snapshot was found to hold, once read to its end. */
export interface Seen {
  readonly keys: ReadonlySet<string>;
  /** Whether a record was there whose key could not be read, so that any record might be it. */
  readonly hasKeyless: boolean;
}

const FEW = 20;

const isSuspicious = (delivery: Delivery, seen: Seen, unseen: readonly CurrentRecord[]): boolean => {
  if (unseen.length === 0) return false;
  return seen.hasKeyless || (unseen.length > FEW && unseen.length > delivery.scopeBefore / 2);
};

/**
 * Retracts what a snapshot no longer holds, in the caller's transaction. Returns HELD and retracts nothing where the
 * file may be the wrong one: a record without a key, or more than half of the scope gone.
 */
export const retractUnseen = async (
  deps: IngestDeps,
  tx: Transaction,
  delivery: Delivery,
  { seen, isConfirmed }: { readonly seen: Seen; readonly isConfirmed: boolean },
): Promise<'DONE' | 'HELD'> => {
  const scope = { organisation: delivery.organisation, namespace: namespaceOf(delivery) };
  const unseen = await findUnseenRecords(tx, scope, [...seen.keys]);
  if (!isConfirmed && isSuspicious(delivery, seen, unseen)) return 'HELD';
  if (unseen.length === 0) return 'DONE';
  const knownAt = await takeLane(tx, delivery.receivedAt);
  await retireRecords(
    tx,
    unseen.map(({ id }) => id),
  );
  const subjects = await retractUnstated(tx, unseen, knownAt);
  await placeAndProject(deps, tx, { subjects, unplaced: subjects, knownAt });
  await advanceDelivery(tx, delivery.id, delivery.nextOrdinal, { ...noProgress, retracted: unseen.length });
  return 'DONE';
};
