import type { IngestDeps } from '../ingest/deps.ts';

/** What jobs need from outside. */
export interface JobDeps extends IngestDeps {
  /** The domain clock: an ISO instant. */
  readonly now: () => string;
}
