import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import type { ExchangeDeps } from '../../src/app/exchange/deps.ts';
import { type ExchangeParts, openExchange } from '../../src/app/exchange/open-exchange.ts';
import { receiveEnvelope } from '../../src/app/exchange/receive-envelope.ts';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import { type OwnKeysFile, openKeys, publicKeysOf, withNewKeys } from '../../src/domain/exchange/own-keys.ts';
import type { RegisterFile } from '../../src/domain/exchange/register.ts';
import { exchangeFiles, readExchangeFolder } from '../../src/server/exchange/exchange-folder.ts';
import { exchangeRoutes } from '../../src/server/exchange/routes.ts';
import { signedAgreements } from './agreements.ts';
import { authorities, type Side } from './story.ts';

/** An authority of the demo: its hub’s database, and the address where it takes messages. */
export interface BorderHub {
  readonly side: Side;
  readonly folder: string;
  readonly ingest: IngestDeps;
  readonly url: string;
  readonly app: FastifyInstance;
  readonly exchange: ExchangeDeps;
  readonly parts: ExchangeParts;
  /** Away: it answers nothing. */
  isAway: boolean;
}

interface Opening {
  readonly side: Side;
  readonly folder: string;
  readonly ingest: IngestDeps;
  readonly now: () => string;
}

const listen = async (take: (envelope: string) => ReturnType<typeof receiveEnvelope>) => {
  const app = fastify();
  const cosign = async () => ({ kind: 'REFUSED', reason: 'NOT_BELIEVED' }) as const;
  await app.register(exchangeRoutes({ take, cosign }));
  return { app, url: `${await app.listen({ port: 0, host: '127.0.0.1' })}/exchange` };
};

const listed = (side: Side, url: string, keys: OwnKeysFile): RegisterFile['authorities'][number] => {
  const { code, name, duty } = authorities[side];
  const dutyManager = { name: duty[0], post: `Duty manager, ${name}`, phone: duty[1] };
  return { authority: code, name, url, dutyManager, keys: [...publicKeysOf(keys)] };
};

const write = (path: string, value: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });

/** Opens both hubs: keys, one register for both, a listening address each. */
export const openBorderHubs = async (
  openings: readonly [Opening, Opening],
): Promise<readonly [BorderHub, BorderHub]> => {
  const hubs = new Map<Side, BorderHub>();
  const prepared = await Promise.all(
    openings.map(async (opening) => {
      const keys = await withNewKeys({ authority: authorities[opening.side].code });
      const { app, url } = await listen(async (envelope) => {
        const hub = hubs.get(opening.side);
        if (!hub || hub.isAway) throw new Error('the hub is away');
        return receiveEnvelope(hub.exchange, envelope, opening.now());
      });
      return { ...opening, keys, own: await openKeys(keys), app, url };
    }),
  );
  const [a, b] = prepared;
  if (!a || !b) throw new Error('a border has two sides');
  const keysOf = (side: Side) => (a.side === side ? a.own : b.own);
  const register: RegisterFile = {
    authorities: prepared.map(({ side, url, keys }) => listed(side, url, keys)),
    agreements: [...(await signedAgreements({ home: keysOf('home'), host: keysOf('host') }))],
  };
  const opened = await Promise.all(
    prepared.map(async ({ side, folder, ingest, now, keys, app, url }) => {
      await mkdir(folder, { recursive: true });
      await write(join(folder, exchangeFiles.keys), keys);
      await write(join(folder, exchangeFiles.register), register);
      const parts: ExchangeParts = { ...(await readExchangeFolder(folder)), ingest, clock: { now } };
      const hub: BorderHub = { side, folder, ingest, url, app, parts, exchange: openExchange(parts), isAway: false };
      hubs.set(side, hub);
      return hub;
    }),
  );
  const [first, second] = opened;
  if (!first || !second) throw new Error('a border has two sides');
  return [first, second];
};
