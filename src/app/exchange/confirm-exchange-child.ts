import { z } from 'zod';
import { NotFound, VersionConflict } from '../../domain/errors.ts';
import { exchangeReaders } from '../../domain/exchange/speakers.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { isReached } from '../../store/access-grants.ts';
import { noteMatchedBy } from '../../store/exchange/conversations.ts';
import { once } from '../once.ts';
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

/** The use case, given what it needs. */
export const confirmExchangeChild =
  (given: ExchangeParts | undefined): ConfirmExchangeChild =>
  async ({ viewer: asking, conversationId, childId, idempotencyKey, now }) => {
    const parts = needed(given);
    const viewer = ofAuthority(asking, parts, exchangeReaders);
    const request = [JSON.stringify(['confirmExchangeChild', conversationId, childId])];
    const terms = { viewer, idempotencyKey, request, outcome: confirmed, field: 'childId' };
    return once(parts.ingest.pools, terms, async (tx) => {
      const { log } = exchangeIn(parts, tx);
      const found = await log.findConversation(conversationId);
      if (!found || !(await isReached(tx, viewer, childId, now))) {
        throw new NotFound('conversationId, childId: there is no such conversation, or no such child you reach');
      }
      if (found.matching !== 'WAITING') throw new VersionConflict('conversationId: its child is known already');
      await log.keepConversation({ ...found, childId, matching: 'CONFIRMED', changedAt: now });
      await noteMatchedBy(tx, conversationId, viewer.person);
      return { conversationId };
    });
  };
