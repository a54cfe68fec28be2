import type { ExchangeLog } from '../../domain/exchange/log.ts';
import type { Transaction } from '../transaction.ts';
import { findConversation, findOverdue, keepConversation } from './conversations.ts';
import { addMessage, findMessage, messagesOf, noteAttempt, noteOutcome, queuedMessages } from './messages.ts';
import { agreementRevokedAt } from './revocations.ts';

/** The log of a hub’s conversations, in a transaction that holds the write lane. */
export const exchangeLog = (tx: Transaction): ExchangeLog => ({
  findConversation: (id) => findConversation(tx, id),
  keepConversation: (conversation) => keepConversation(tx, conversation),
  findMessage: (sender, messageId) => findMessage(tx, sender, messageId),
  messagesOf: (id) => messagesOf(tx, [id]),
  addMessage: (message) => addMessage(tx, message),
  noteOutcome: (message, outcome) => noteOutcome(tx, message, outcome),
  noteAttempt: (message, at) => noteAttempt(tx, message, at),
  queued: (self, now, limit) => queuedMessages(tx, self, now, limit),
  overdue: (now, limit) => findOverdue(tx, now, limit),
  revokedAt: (agreement) => agreementRevokedAt(tx, agreement),
});
