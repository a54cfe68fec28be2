import type { Issue } from '../domain/adapter.ts';
import { NotPermitted, VersionConflict } from '../domain/errors.ts';
import { mayWrite } from '../domain/may-write.ts';
import type { Viewer } from '../domain/viewer.ts';
import { newestOfIncident } from '../store/notifications.ts';
import type { Transaction } from '../store/transaction.ts';
import type { IngestDeps } from './ingest/deps.ts';
import { once } from './once.ts';
import { type Incoming, readMessageOf, receivedMessage, receiveMessage } from './receive-message.ts';

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
 * @throws NotPermitted, InvalidRequest, MarkingTooHigh, VersionConflict, KeyReused
 */
export type SubmitNotification = (input: SubmitNotificationInput) => Promise<Submission>;

const fileName = 'notification-submit.json';

const checkSender = ({ viewer }: SubmitNotificationInput): Viewer => {
  if (!viewer || !mayWrite(viewer.role, 'notificationSubmit')) {
    throw new NotPermitted('only a police missing persons coordinator may submit a notification');
  }
  return viewer;
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

/** The use case, given what it needs. */
export const submitNotification =
  (deps: IngestDeps): SubmitNotification =>
  async (input) => {
    const viewer = checkSender(input);
    const incoming = readMessageOf(deps, { viewer, message: input.message, fileName, now: input.now });
    checkForce(viewer, incoming);
    const { idempotencyKey, expectedKnownAt, now } = input;
    const request = [JSON.stringify(['notificationSubmit', expectedKnownAt]), incoming.bytes];
    return once(
      deps.pools,
      { viewer, idempotencyKey, request, outcome: receivedMessage, field: 'message' },
      async (tx) => {
        await checkSeen(tx, viewer, incoming, expectedKnownAt);
        return receiveMessage(deps, tx, viewer, incoming, now);
      },
    );
  };
