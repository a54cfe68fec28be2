import { escalatedAt, waitingFor } from '../../domain/exchange/deadlines.ts';
import { type ExchangeLog, type KeptConversation, standingOf } from '../../domain/exchange/log.ts';
import type { Standing } from '../../domain/exchange/standing.ts';

/**
 * When somebody is next to be told that a conversation is late: after what was told already, else from now on; at once
 * where everything is past.
 */
const nextEscalation = (
  standing: Standing,
  { told, now, dueAt }: { readonly told: string | null; readonly now: string; readonly dueAt: string | null },
) => {
  const all = escalatedAt(standing);
  const isPast = (at: string) => Date.parse(at) <= Date.parse(told ?? now);
  if (told === null && dueAt !== null && isPast(dueAt)) return all.findLast(isPast) ?? null;
  return all.find((at) => !isPast(at)) ?? null;
};

// The store writes microseconds: two texts may be one instant.
const isSame = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : Date.parse(a) === Date.parse(b);

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
      told === null && !hasMoved && isSame(conversation.dueAt, waiting?.dueAt ?? null)
        ? conversation.escalateAt
        : nextEscalation(standing, { told, now, dueAt: waiting?.dueAt ?? null }),
  };
  await log.keepConversation(kept);
  return kept;
};
