import { NotPermitted } from '../../domain/errors.ts';
import { stageAt } from '../../domain/exchange/deadlines.ts';
import type { ExchangeTransaction, KeptConversation } from '../../domain/exchange/log.ts';
import type { ExchangeBody } from '../../domain/exchange/messages/index.ts';
import type { ExchangeDeps } from './deps.ts';
import { keepStanding } from './keep-standing.ts';
import { partnerOf } from './partner-of.ts';
import { sendMessage } from './send-message.ts';

/** What is said of a conversation that is late; null where this side owes the answer itself. */
const escalation = ({ self, register }: ExchangeDeps, conversation: KeptConversation): ExchangeBody | null => {
  const { waitsFor, escalateAt, dueAt, state, opener, course, accountable } = conversation;
  const to = register.findPartner(partnerOf(self, conversation))?.dutyManager;
  const from = register.findPartner(self)?.dutyManager;
  const reached = escalateAt && dueAt ? stageAt(dueAt, accountable, escalateAt) : null;
  if (waitsFor === self || !escalateAt || !dueAt || !to || !from || !reached) return null;
  const isOver = course === 'RHI' && state === 'REQUESTED' && opener === self;
  const late = Date.parse(escalateAt) < Date.parse(dueAt) ? 'DUE_SOON' : 'OVERDUE';
  const { stage, between, resolveBy } = reached;
  const reason = isOver ? 'EXPIRED' : late;
  return { kind: 'ESCALATE', content: { reason, wasDueAt: dueAt, stage, between, resolveBy, to, from } };
};

const tellPartner = async (
  deps: ExchangeDeps,
  tx: ExchangeTransaction,
  conversation: KeptConversation,
  now: string,
) => {
  const body = escalation(deps, conversation);
  if (!body) return;
  try {
    await sendMessage(deps, tx, { body, in: { conversationId: conversation.id }, inReplyTo: null, now });
  } catch (error) {
    // Without an agreement nothing leaves, not even that; one’s own people are told all the same.
    if (!(error instanceof NotPermitted)) throw error;
  }
};

/**
 * Ends requests nobody answered in time, so that the interview is the responsible authority’s again, and tells the duty
 * managers of both sides what is late; each lateness once. Returns how many conversations somebody was told of.
 */
export const escalateOverdue = (
  deps: ExchangeDeps,
  { now, limit }: { readonly now: string; readonly limit: number },
): Promise<number> =>
  deps.run(async (tx) => {
    const late = await tx.log.overdue(now, limit);
    for (const conversation of late) {
      await tellPartner(deps, tx, conversation, now);
      const current = (await tx.log.findConversation(conversation.id)) ?? conversation;
      await keepStanding(tx.log, current, { now, told: conversation.escalateAt });
      await tx.effects.tellOverdue(current);
    }
    return late.length;
  });
