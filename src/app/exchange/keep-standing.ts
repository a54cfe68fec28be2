import { escalatedAt, waitingFor } from '../../domain/exchange/deadlines.ts';
import { type ExchangeLog, type KeptConversation, standingOf } from '../../domain/exchange/log.ts';
import type { Standing } from '../../domain/exchange/standing.ts';

/** The first instant after `told` at which somebody is to be told that a conversation is late. */
const nextEscalation = (standing: Standing, told: string | null): string | null =>
  escalatedAt(standing).find((at) => told === null || Date.parse(at) > Date.parse(told)) ?? null;

/**
 * Keeps a conversation as its messages now leave it. `told`: the instant of the lateness somebody was just told of,
 * which is not told again.
 */
export const keepStanding = async (
  log: ExchangeLog,
  conversation: KeptConversation,
  { now, told = null }: { readonly now: string; readonly told?: string | null },
): Promise<KeptConversation> => {
  const standing = standingOf(conversation, await log.messagesOf(conversation.id));
  const waiting = waitingFor(standing);
  const hasMoved = standing.state !== conversation.state;
  const kept: KeptConversation = {
    ...conversation,
    state: standing.state,
    waitsFor: waiting?.from ?? null,
    dueAt: waiting?.dueAt ?? null,
    changedAt: hasMoved ? now : conversation.changedAt,
    escalateAt:
      told === null && !hasMoved && conversation.dueAt === waiting?.dueAt
        ? conversation.escalateAt
        : nextEscalation(standing, told),
  };
  await log.keepConversation(kept);
  return kept;
};
