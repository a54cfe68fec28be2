import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Issue } from '../domain/adapter.ts';
import { InvalidRequest, NotPermitted, VersionConflict } from '../domain/errors.ts';
import type { Notification } from '../domain/model/notification.ts';
import { mayWrite } from '../domain/policy.ts';
import type { Viewer } from '../domain/viewer.ts';
import { insertDelivery } from '../store/deliveries.ts';
import { advanceDelivery, finishDelivery } from '../store/delivery-progress.ts';
import { getNotificationFact, newestOfIncident } from '../store/notifications.ts';
import type { Transaction } from '../store/transaction.ts';
import { isReadable, type Readable } from './ingest/arrivals.ts';
import type { IngestDeps } from './ingest/deps.ts';
import { detectFormat, getAdapter } from './ingest/find-format.ts';
import { readFile } from './ingest/read-file.ts';
import { storeReadable } from './ingest/store-batch.ts';
import { once } from './once.ts';

export interface SubmitNotificationInput {
  readonly viewer: Viewer | null;
  /** One message of the `police-misper` contract, not yet read. */
  readonly message: unknown;
  readonly idempotencyKey: string;
  /** The known time of the newest message of the incident the sender has seen, or null to add in any case. */
  readonly expectedKnownAt: string | null;
  /** The domain clock. */
  readonly now: string;
}

const issue = z.object({ rule: z.string(), field: z.string().nullable(), message: z.string() });
const kept = z.object({
  notificationId: z.string(),
  outcome: z.enum(['STORED', 'UNCHANGED']),
  issues: z.array(issue),
});

/** What became of a submitted notification. */
export interface Submission {
  /** Fact id of the notification. */
  readonly notificationId: string;
  readonly outcome: 'STORED' | 'UNCHANGED';
  /** Whether this answers an earlier request with the same key. */
  readonly repeated: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Receives one notification as if it were a file of one message, in one transaction: kept, read, stored, projected
 * and announced, or nothing at all.
 * @throws NotPermitted, InvalidRequest, VersionConflict, KeyReused
 */
export type SubmitNotification = (input: SubmitNotificationInput) => Promise<Submission>;

const adapterId = 'police';
const fileName = 'notification-submit.json';

const checkSender = ({ viewer }: SubmitNotificationInput): Viewer => {
  if (!viewer || !mayWrite(viewer.role, 'notificationSubmit')) {
    throw new NotPermitted('only a police missing persons coordinator may submit a notification');
  }
  return viewer;
};

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

interface Incoming {
  readonly bytes: Uint8Array;
  readonly arrival: Readable;
  readonly notification: Notification;
  readonly format: { readonly id: string; readonly version: string };
}

const read = (deps: IngestDeps, viewer: Viewer, { message, now }: SubmitNotificationInput): Incoming => {
  const bytes = envelope(viewer, message);
  const format = detectFormat(getAdapter(deps.adapters, adapterId), fileName, bytes);
  if (!format) throw new Error('the police adapter does not know its own contract');
  const [step] = readFile({ format, bytes, options: { organisation: viewer.organisation, receivedAt: now } });
  if (!step) throw new InvalidRequest('message: there is none');
  if ('wholeFile' in step) throw new InvalidRequest(explain(step.wholeFile.reasons));
  if (!isReadable(step.arrival)) throw new InvalidRequest(explain(step.arrival.reasons));
  const fact = step.arrival.record.facts.find(({ kind }) => kind === 'notification');
  if (fact?.kind !== 'notification') throw new InvalidRequest('message: it holds no notification');
  return { bytes, arrival: step.arrival, notification: fact.body, format };
};

const checkForce = (viewer: Viewer, { notification }: Incoming): void => {
  if (notification.force !== viewer.organisation) {
    throw new NotPermitted('message.force: a force submits its own notifications only');
  }
};

const checkSeen = async (
  tx: Transaction,
  viewer: Viewer,
  incoming: Incoming,
  expected: string | null,
): Promise<void> => {
  if (expected === null) return;
  const newest = await newestOfIncident(tx, viewer.organisation, incoming.notification.forceReference);
  // Known times are written alike, so text compares as time does; the caller's may have another offset.
  if (newest !== null && Date.parse(newest) > Date.parse(expected)) {
    throw new VersionConflict(`expectedKnownAt: a newer message of this incident became known at ${newest}`);
  }
};

const store = async (
  deps: IngestDeps,
  tx: Transaction,
  viewer: Viewer,
  { bytes, arrival, notification, format }: Incoming,
  receivedAt: string,
): Promise<Omit<Submission, 'repeated'>> => {
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
    issues: arrival.record.issues,
  };
};

/** The use case, given what it needs. */
export const submitNotification =
  (deps: IngestDeps): SubmitNotification =>
  async (input) => {
    const viewer = checkSender(input);
    const incoming = read(deps, viewer, input);
    checkForce(viewer, incoming);
    const { idempotencyKey, expectedKnownAt, now } = input;
    const request = [JSON.stringify(['notificationSubmit', expectedKnownAt]), incoming.bytes];
    return once(deps.pools, { viewer, idempotencyKey, request, outcome: kept, field: 'message' }, async (tx) => {
      await checkSeen(tx, viewer, incoming, expectedKnownAt);
      return store(deps, tx, viewer, incoming, now);
    });
  };
