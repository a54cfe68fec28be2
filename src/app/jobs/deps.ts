import type { Clock } from '../../domain/clock.ts';
import type { Transport } from '../exchange/deliver-queued.ts';
import type { ExchangeDeps } from '../exchange/deps.ts';
import type { IngestDeps } from '../ingest/deps.ts';

/** How a hub speaks with other authorities on its own accord. */
export interface ExchangeService {
  readonly deps: ExchangeDeps;
  readonly transport: Transport;
  /** Has partners put their names under what the ledger has grown to. */
  readonly askWitnesses: () => Promise<number>;
}

/** What jobs need from outside. */
export interface JobDeps extends IngestDeps {
  readonly clock: Clock;
  /** Where the hub speaks with other authorities. */
  readonly exchange?: ExchangeService | undefined;
}
