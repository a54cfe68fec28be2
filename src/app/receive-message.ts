import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Issue } from '../domain/adapter.ts';
import { InvalidRequest, MarkingTooHigh } from '../domain/errors.ts';
import { isTurnedAway } from '../domain/marking.ts';
import type { Notification } from '../domain/model/notification.ts';
import type { Viewer } from '../domain/viewer.ts';
import { insertDelivery } from '../store/deliveries.ts';
import { advanceDelivery, finishDelivery } from '../store/delivery-progress.ts';
import { getNotificationFact } from '../store/notifications.ts';
import type { Transaction } from '../store/transaction.ts';
import { isReadable, type Readable } from './ingest/arrivals.ts';
import type { IngestDeps } from './ingest/deps.ts';
import { detectFormat, getAdapter } from './ingest/find-format.ts';
import { readFile } from './ingest/read-file.ts';
import { storeReadable } from './ingest/store-batch.ts';

const issue = z.object({ rule: z.string(), field: z.string().nullable(), message: z.string() });

/** What became of a message, as it is kept for when the request is repeated. */
export const receivedMessage = z.object({
  notificationId: z.string(),
  outcome: z.enum(['STORED', 'UNCHANGED']),
  issues: z.array(issue),
});
type ReceivedMessage = Readonly<z.infer<typeof receivedMessage>>;

const adapterId = 'police';

const envelope = (viewer: Viewer, message: unknown): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      contract: 'police-misper',
      version: '1.0',
      force: { code: viewer.organisation },
      notifications: [message],
    }),
  );

const explain = (reasons: readonly Issue[]): string =>
  reasons.map(({ rule, field, message }) => `${field ?? 'message'}: ${message} (${rule})`).join('; ');

/** One message of the police contract, read. */
export interface Incoming {
  readonly bytes: Uint8Array;
  readonly arrival: Readable;
  readonly notification: Notification;
  readonly format: { readonly id: string; readonly version: string };
  readonly fileName: string;
}

/** A message of the `police-misper` contract, not yet read, and the name its file is kept under. */
interface Unread {
  readonly viewer: Viewer;
  readonly message: unknown;
  readonly fileName: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Reads a message as if it were a file of one.
 * @throws InvalidRequest where it cannot be used, MarkingTooHigh where the hub may not hold it
 */
export const readMessageOf = (
  deps: Pick<IngestDeps, 'adapters'>,
  { viewer, message, fileName, now }: Unread,
): Incoming => {
  const bytes = envelope(viewer, message);
  const format = detectFormat(getAdapter(deps.adapters, adapterId), fileName, bytes);
  if (!format) throw new Error('the police adapter does not know its own contract');
  const [step] = readFile({ format, bytes, options: { organisation: viewer.organisation, receivedAt: now } });
  if (!step) throw new InvalidRequest('message: there is none');
  if ('wholeFile' in step) throw new InvalidRequest(explain(step.wholeFile.reasons));
  if (!isReadable(step.arrival)) {
    const { reasons } = step.arrival;
    throw new (isTurnedAway(reasons) ? MarkingTooHigh : InvalidRequest)(explain(reasons));
  }
  const fact = step.arrival.record.facts.find(({ kind }) => kind === 'notification');
  if (fact?.kind !== 'notification') throw new InvalidRequest('message: it holds no notification');
  return { bytes, arrival: step.arrival, notification: fact.body, format, fileName };
};

/** Keeps, stores and projects a message in the caller's transaction, with all that follows from it. */
export const receiveMessage = async (
  deps: IngestDeps,
  tx: Transaction,
  viewer: Viewer,
  { bytes, arrival, notification, format, fileName }: Incoming,
  receivedAt: string,
): Promise<ReceivedMessage> => {
  const delivery = await insertDelivery(tx, {
    id: randomUUID(),
    organisation: viewer.organisation,
    adapter: adapterId,
    format: format.id,
    formatVersion: format.version,
    name: fileName,
    hash: createHash('sha256').update(bytes).digest(),
    bytes,
    mode: 'event',
    scope: null,
    receivedAt,
    corrects: null,
    replays: null,
    enteredBy: viewer.person,
  });
  const progress = await storeReadable(deps, tx, delivery, [arrival]);
  await advanceDelivery(tx, delivery.id, 1, progress);
  await finishDelivery(tx, delivery.id, 'DONE');
  return {
    notificationId: await getNotificationFact(tx, viewer.organisation, notification.notificationId),
    outcome: progress.stored > 0 ? 'STORED' : 'UNCHANGED',
    issues: [...arrival.record.issues],
  };
};
