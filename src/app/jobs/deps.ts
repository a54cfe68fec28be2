import type { Clock } from '../../domain/clock.ts';
import type { Transport } from '../exchange/deliver-queued.ts';
import type { ExchangeDeps } from '../exchange/deps.ts';
import type { IngestDeps } from '../ingest/deps.ts';

/** What jobs need from outside. */
export interface JobDeps extends IngestDeps {
  readonly clock: Clock;
  /** Where the hub speaks with other authorities. */
  readonly exchange?: { readonly deps: ExchangeDeps; readonly transport: Transport } | undefined;
}
