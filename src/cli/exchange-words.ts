import type { ExchangeParts } from '../app/exchange/open-exchange.ts';
import { InvalidRequest } from '../domain/errors.ts';
import type { BundleVerdict, ProvenMessage } from '../domain/exchange/bundle.ts';
import type { CommandDeps } from './command.ts';
import { hubClock } from './hub-clock.ts';
import { hubExchange } from './hub-exchange.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { type Hub, withHub } from './open-hub.ts';

/** Where the exchange folder is, or that it has to be said. @throws InvalidRequest */
export const exchangeFolderOf = ({ config }: Pick<CommandDeps, 'config'>): string => {
  if (config.exchange === undefined) {
    throw new InvalidRequest('HOMEWARD_EXCHANGE is not set: the folder with register.json and keys.json');
  }
  return config.exchange;
};

/** Works with an open hub that speaks with other authorities. */
export const withExchange = <T>(
  deps: CommandDeps,
  work: (parts: ExchangeParts, hub: Hub) => Promise<T>,
): Promise<T> => {
  exchangeFolderOf(deps);
  return withHub(deps, async (hub) => {
    const parts = await hubExchange(deps.config, ingestDepsOf(hub), await hubClock(deps.config, hub));
    if (!parts) throw new InvalidRequest('HOMEWARD_EXCHANGE is not set');
    return work(parts, hub);
  });
};

const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)}Z`;

const receiptText = ({ receipt }: ProvenMessage): string => {
  if (!receipt) return 'no receipt';
  return receipt.decision === 'TAKEN'
    ? `receipted ${minute(receipt.at)}`
    : `refused ${minute(receipt.at)}: ${receipt.reason}`;
};

/** One line a message of a bundle: when, from whom to whom, what, and what was signed for it. */
export const provenText = (message: ProvenMessage): string => {
  const { iat, iss, aud, kind, sequence } = message.claims;
  const at = minute(new Date(iat * 1000).toISOString());
  return `${at}  ${iss} -> ${aud}  ${String(sequence).padStart(2)}  ${kind.padEnd(16)}  ${receiptText(message)}`;
};

/** What a bundle was found to be, for a person. */
export const verdictText = ({ messages, agreements, fault }: BundleVerdict): string => {
  const receipted = messages.filter(({ receipt }) => receipt !== null).length;
  const counts = `${messages.length} messages, ${receipted} receipts, ${agreements} agreements`;
  const timeline = messages.map(provenText);
  return fault
    ? `the bundle does not hold: line ${fault.line}: ${fault.reason}\n${counts} before it`
    : [...timeline, `the bundle holds: ${counts}`].join('\n');
};
