import { z } from 'zod';
import type { KeptMessage, Outcome } from '../../domain/exchange/log.ts';
import { refusalReasons } from '../../domain/exchange/receipt.ts';
import { anchors } from '../../domain/exchange/standing.ts';
import { isoInstant, select, type Transaction } from '../transaction.ts';

const row = z.object({
  messageId: z.string(),
  conversationId: z.string(),
  sender: z.string(),
  recipient: z.string(),
  kind: z.string(),
  event: z.string(),
  sequence: z.int(),
  position: z.int().nullable(),
  at: z.string(),
  dueAt: z.string().nullable(),
  anchors,
  agreement: z.string(),
  envelope: z.string(),
  payload: z.string().nullable(),
  receipt: z.string().nullable(),
  decision: z.enum(['TAKEN', 'REFUSED']).nullable(),
  reason: z.enum(refusalReasons).nullable(),
  attempts: z.int(),
  nextAttemptAt: z.string().nullable(),
});

const columns = `m.message_id::text "messageId", m.conversation_id::text "conversationId", m.sender, m.recipient, m.kind,
  m.event, m.sequence, m.position, ${isoInstant('m.at')} at, ${isoInstant('m.due_at')} "dueAt", m.anchors, m.agreement,
  m.envelope, m.payload, m.receipt, m.decision, m.reason, m.attempts, ${isoInstant('m.next_attempt_at')} "nextAttemptAt"`;

/** One message by its sender’s id. */
export const findMessage = async (tx: Transaction, sender: string, messageId: string): Promise<KeptMessage | null> => {
  const sql = `select ${columns} from exchange_message m where m.sender = $1 and m.message_id = $2`;
  return (await select(tx, row, sql, [sender, messageId]))[0] ?? null;
};

/** The messages of some conversations, each’s in the order of its log; those without a place come last. */
export const messagesOf = (tx: Transaction, conversationIds: readonly string[]): Promise<readonly KeptMessage[]> =>
  select(
    tx,
    row,
    `select ${columns} from exchange_message m where m.conversation_id = any($1::uuid[])
     order by m.conversation_id, m.position nulls last, m.at, m.sequence`,
    [conversationIds],
  );

/** Keeps a message; fails where the sender’s id or its place in the conversation is taken. */
export const addMessage = async (tx: Transaction, message: KeptMessage): Promise<void> => {
  await tx.query(
    `insert into exchange_message (sender, message_id, conversation_id, recipient, kind, event, sequence, position, at,
       due_at, anchors, agreement, envelope, payload, receipt, decision, reason, attempts, next_attempt_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      ...[message.sender, message.messageId, message.conversationId, message.recipient, message.kind, message.event],
      ...[message.sequence, message.position, message.at, message.dueAt, JSON.stringify(message.anchors)],
      ...[message.agreement, message.envelope, message.payload, message.receipt, message.decision, message.reason],
      ...[message.attempts, message.nextAttemptAt],
    ],
  );
};

/** Keeps what the recipient signed of a message. */
export const noteOutcome = async (
  tx: Transaction,
  { sender, messageId }: KeptMessage,
  { receipt, decision, reason, position }: Outcome,
): Promise<void> => {
  await tx.query(
    `update exchange_message set receipt = $3, decision = $4, reason = $5, position = $6, next_attempt_at = null,
       envelope = case when payload is null then 'erased:' || encode(sha256(convert_to(envelope, 'UTF8')), 'hex')
         else envelope end
     where sender = $1 and message_id = $2`,
    [sender, messageId, receipt, decision, reason, position],
  );
};

/** Notes that a message was sent and not receipted. */
export const noteAttempt = async (
  tx: Transaction,
  { sender, messageId }: KeptMessage,
  nextAttemptAt: string,
): Promise<void> => {
  await tx.query(
    `update exchange_message set attempts = attempts + 1, next_attempt_at = $3
     where sender = $1 and message_id = $2 and receipt is null`,
    [sender, messageId, nextAttemptAt],
  );
};

/** SQL of what is left of a message once what it said is forgotten: the digest its receipt names. */
export const forgottenSql = (row: string): string =>
  `case when ${row}.receipt is null or ${row}.envelope like 'erased:%' then ${row}.envelope
    else 'erased:' || encode(sha256(convert_to(${row}.envelope, 'UTF8')), 'hex') end`;

/**
 * Forgets what messages about a child said, sealed or open. That they were sent, when, and what was signed for them stays.
 * What still waits to be sent goes out first, sealed so that this hub cannot open it, and is forgotten once it is
 * receipted.
 */
export const forgetPayloads = async (tx: Transaction, childId: string): Promise<void> => {
  await tx.query(
    `update exchange_message m set payload = null, envelope = ${forgottenSql('m')},
       anchors = case when c.waits_for is null then '{}' else m.anchors end
     from exchange_conversation c
     where c.id = m.conversation_id and c.child_id in (
       select $1::uuid union select child_id from child_alias where survivor_id = $1)`,
    [childId],
  );
};

/** Of each conversation the first message of an authority without a receipt, where it is due to be sent. */
export const queuedMessages = (
  tx: Transaction,
  self: string,
  now: string,
  limit: number,
): Promise<readonly KeptMessage[]> =>
  select(
    tx,
    row,
    `select ${columns} from exchange_message m
     where m.sender = $1 and m.receipt is null and m.next_attempt_at <= $2 and not exists (
       select 1 from exchange_message e where e.conversation_id = m.conversation_id and e.sender = m.sender
         and e.receipt is null and e.sequence < m.sequence)
     order by m.next_attempt_at, m.message_id limit $3`,
    [self, now, limit],
  );
