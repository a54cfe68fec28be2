import type { IngestDeps } from './ingest/deps.ts';
import { type SubmitNotification, submitNotification } from './submit-notification.ts';

/** ★ What a mutation may do, each use case bound to what it needs. A new one is one line here and one below. */
export interface UseCases {
  readonly submitNotification: SubmitNotification;
}

/** Every use case over an open hub. */
export const bindUseCases = (deps: IngestDeps): UseCases => ({
  submitNotification: submitNotification(deps),
});
