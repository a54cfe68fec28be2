import { z } from 'zod';
import { NotFound, VersionConflict } from '../../domain/errors.ts';
import type { ExchangeTransaction, KeptConversation } from '../../domain/exchange/log.ts';
import { payload as payloadSchema } from '../../domain/exchange/payload.ts';
import { exchangeReaders } from '../../domain/exchange/speakers.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { isReached } from '../../store/access-grants.ts';
import { noteMatchedBy } from '../../store/exchange/conversations.ts';
import { once } from '../once.ts';
import { termsOf } from './judge-arrival.ts';
import { type ExchangeParts, exchangeIn } from './open-exchange.ts';
import { needed, ofAuthority } from './people.ts';

export interface ConfirmExchangeChildInput {
  readonly viewer: Viewer | null;
  readonly conversationId: string;
  readonly childId: string;
  readonly idempotencyKey: string;
  readonly now: string;
}

const confirmed = z.object({ conversationId: z.string() });

/**
 * Says which of the hub’s children a conversation is about, where exact identifiers did not tell: a person did, and is
 * named. It is said once.
 * @throws NotPermitted, NotFound, VersionConflict, KeyReused
 */
export type ConfirmExchangeChild = (
  input: ConfirmExchangeChildInput,
) => Promise<{ readonly conversationId: string; readonly repeated: boolean }>;

/** Takes in what came before anybody knew whose it was: the copy of a result, as it now stands. */
const takeWaiting = async (parts: ExchangeParts, { log, effects }: ExchangeTransaction, found: KeptConversation) => {
  if (found.course !== 'COPY') return;
  const came = (await log.messagesOf(found.id)).filter(
    ({ sender, decision }) => sender !== parts.self && decision === 'TAKEN',
  );
  for (const message of came) {
    const terms = termsOf(parts, message);
    if (message.payload !== null && terms) {
      await effects.take(found, payloadSchema.parse(JSON.parse(message.payload)), terms);
    }
  }
};

/** The use case, given what it needs. */
export const confirmExchangeChild =
  (given: ExchangeParts | undefined): ConfirmExchangeChild =>
  async ({ viewer: asking, conversationId, childId, idempotencyKey, now }) => {
    const parts = needed(given);
    const viewer = ofAuthority(asking, parts, exchangeReaders);
    const request = [JSON.stringify(['confirmExchangeChild', conversationId, childId])];
    const terms = { viewer, idempotencyKey, request, outcome: confirmed, field: 'childId' };
    return once(parts.ingest.pools, terms, async (tx) => {
      const exchange = exchangeIn(parts, tx);
      const { log } = exchange;
      const found = await log.findConversation(conversationId);
      if (!found || !(await isReached(tx, viewer, childId, now))) {
        throw new NotFound('conversationId, childId: there is no such conversation, or no such child you reach');
      }
      if (found.matching !== 'WAITING') throw new VersionConflict('conversationId: its child is known already');
      const known = { ...found, childId, matching: 'CONFIRMED', changedAt: now } as const;
      await log.keepConversation(known);
      await noteMatchedBy(tx, conversationId, viewer.person);
      await takeWaiting(parts, exchange, known);
      return { conversationId };
    });
  };
