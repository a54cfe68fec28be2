import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import type { ExchangeLog, ExchangeTransaction } from '../../domain/exchange/log.ts';
import type { OwnKeys } from '../../domain/exchange/own-keys.ts';
import type { Register } from '../../domain/exchange/register.ts';
import { exchangeLog } from '../../store/exchange/log.ts';
import { takeLane } from '../../store/lane.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import type { ExchangeDeps } from './deps.ts';
import { exchangeEffects } from './effects.ts';
import { followPerformer } from './follow-performer.ts';

/** A hub’s means to speak with other authorities. */
export interface ExchangeParts {
  readonly ingest: IngestDeps;
  readonly self: string;
  readonly register: Register;
  readonly keys: OwnKeys;
  readonly clock: Clock;
}

/** The log and the effects of conversations in a transaction that holds the write lane. */
export const exchangeIn = ({ ingest, self, clock }: ExchangeParts, tx: Transaction): ExchangeTransaction => {
  const stored = exchangeLog(tx);
  const log: ExchangeLog = {
    ...stored,
    keepConversation: async (conversation) => {
      await stored.keepConversation(conversation);
      await followPerformer(ingest, tx, conversation);
    },
  };
  return { log, effects: exchangeEffects(ingest, tx, { self, log, now: clock.now() }) };
};

/** What the use cases of the exchange need, over an open hub. */
export const openExchange = (parts: ExchangeParts): ExchangeDeps => ({
  ...{ self: parts.self, register: parts.register, keys: parts.keys },
  newId: () => randomUUID(),
  newSalt: () => randomBytes(16).toString('base64url'),
  run: (work) =>
    inTransaction(parts.ingest.pools.ingest, async (tx) => {
      await takeLane(tx, '-infinity');
      return work(exchangeIn(parts, tx));
    }),
});
