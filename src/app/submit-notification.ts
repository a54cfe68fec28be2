import type { Issue } from '../domain/adapter.ts';
import type { Viewer } from '../domain/viewer.ts';

export interface SubmitNotificationInput {
  readonly viewer: Viewer | null;
  /** One message of the `police-misper` contract, not yet read. */
  readonly message: unknown;
  readonly idempotencyKey: string;
  readonly expectedKnownAt: string | null;
  /** The domain clock. */
  readonly now: string;
}

/** What became of a submitted notification. */
export interface Submission {
  /** Fact id of the notification. */
  readonly notificationId: string;
  readonly outcome: 'STORED' | 'UNCHANGED';
  readonly repeated: boolean;
  readonly issues: readonly Issue[];
}

export type SubmitNotification = (input: SubmitNotificationInput) => Promise<Submission>;
