import type { ExchangeParts } from '../app/exchange/open-exchange.ts';
import type { IngestDeps } from '../app/ingest/deps.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { readExchangeFolder } from '../server/exchange/exchange-folder.ts';

/** What an open hub needs to speak with other authorities; undefined where it is set to speak with none. */
export const hubExchange = async (
  { exchange }: Pick<Config, 'exchange'>,
  ingest: IngestDeps,
  clock: Clock,
): Promise<ExchangeParts | undefined> =>
  exchange === undefined ? undefined : { ...(await readExchangeFolder(exchange)), ingest, clock };
