import type { Clock } from '../../domain/clock.ts';
import type { IngestDeps } from '../ingest/deps.ts';

/** What jobs need from outside. */
export interface JobDeps extends IngestDeps {
  readonly clock: Clock;
}
