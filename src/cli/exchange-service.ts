import { askWitnesses } from '../app/exchange/ask-witnesses.ts';
import { cosignPartner } from '../app/exchange/cosign-partner.ts';
import { type ExchangeParts, openExchange } from '../app/exchange/open-exchange.ts';
import { receiveEnvelope } from '../app/exchange/receive-envelope.ts';
import type { ExchangeService } from '../app/jobs/deps.ts';
import type { ExchangeDoor } from '../server/exchange/routes.ts';
import { httpTransport, httpWitness } from '../server/exchange/transport.ts';
import { ledgerSigner } from './ledger-signer.ts';
import type { Hub } from './open-hub.ts';

const systemTime = (): string => new Date().toISOString();

/** What a served hub takes from other authorities’ hubs, and what it sends them on its own accord. */
export const exchangeService = (
  parts: ExchangeParts,
  hub: Pick<Hub, 'pools' | 'key'>,
): { readonly door: ExchangeDoor; readonly service: ExchangeService } => {
  const deps = openExchange(parts);
  const { self, register, keys, clock } = parts;
  const { pools } = hub;
  const signer = ledgerSigner(hub);
  return {
    door: {
      take: (envelope) => receiveEnvelope(deps, envelope, clock.now()),
      cosign: (request) => cosignPartner({ self, register, pools, signer }, request, systemTime()),
    },
    service: {
      ...{ deps, transport: httpTransport },
      askWitnesses: () => askWitnesses({ self, register, keys, pools, transport: httpWitness }, systemTime()),
    },
  };
};
