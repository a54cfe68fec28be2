import { z } from 'zod';
import type { KeptConversation } from '../../domain/exchange/log.ts';
import { conversationStates, courses } from '../../domain/exchange/transitions.ts';
import { isoInstant, select, type Transaction } from '../transaction.ts';

const row = z.object({
  id: z.string(),
  course: z.enum(courses),
  opener: z.string(),
  other: z.string(),
  accountable: z.string(),
  state: z.enum(conversationStates),
  waitsFor: z.string().nullable(),
  dueAt: z.string().nullable(),
  childId: z.string().nullable(),
  matching: z.enum(['OWN', 'MATCHED', 'CONFIRMED', 'WAITING']),
  openedAt: z.string(),
  changedAt: z.string(),
  escalateAt: z.string().nullable(),
  performer: z.string().nullable(),
});

const columns = `c.id::text, c.course, c.opener, c.other, c.accountable, c.state, c.waits_for "waitsFor",
  ${isoInstant('c.due_at')} "dueAt", coalesce(a.survivor_id, c.child_id)::text "childId", c.matching,
  ${isoInstant('c.opened_at')} "openedAt", ${isoInstant('c.changed_at')} "changedAt",
  ${isoInstant('c.escalate_at')} "escalateAt", c.performer`;
const from = `exchange_conversation c left join child_alias a on a.child_id = c.child_id and a.known_to = 'infinity'`;

/** One conversation, of a child as it is known now. */
export const findConversation = async (tx: Transaction, id: string): Promise<KeptConversation | null> =>
  (await select(tx, row, `select ${columns} from ${from} where c.id = $1`, [id]))[0] ?? null;

/** Conversations somebody is to be told of by `now`, those due longest first. */
export const findOverdue = (tx: Transaction, now: string, limit: number): Promise<readonly KeptConversation[]> =>
  select(tx, row, `select ${columns} from ${from} where c.escalate_at <= $1 order by c.escalate_at, c.id limit $2`, [
    now,
    limit,
  ]);

/** Which conversations to list. */
export interface ConversationFilter {
  /** Only what the authority is waited for (its inbox), or what it waits for itself (its outbox), or all of its own. */
  readonly box: 'INBOX' | 'OUTBOX' | 'ALL';
  readonly self: string;
  /** Only those due by then. */
  readonly dueBy: string | null;
  /** Only those of which nobody has said which child it is. */
  readonly unmatched: boolean;
  readonly limit: number;
}

/** Conversations, those due first coming first. */
export const listConversations = (
  tx: Transaction,
  { box, self, dueBy, unmatched, limit }: ConversationFilter,
): Promise<readonly KeptConversation[]> =>
  select(
    tx,
    row,
    `select ${columns} from ${from}
     where ($1 = 'ALL' or ($1 = 'INBOX' and c.waits_for = $2) or ($1 = 'OUTBOX' and c.waits_for <> $2))
       and $2 in (c.opener, c.other) and ($3::timestamptz is null or c.due_at <= $3)
       and (not $4 or c.matching = 'WAITING')
     order by c.due_at nulls last, c.opened_at, c.id limit $5`,
    [box, self, dueBy, unmatched, limit],
  );

/** Keeps a conversation as it now is. */
export const keepConversation = async (tx: Transaction, conversation: KeptConversation): Promise<void> => {
  const { id, course, opener, other, accountable, state, waitsFor, dueAt, childId, matching } = conversation;
  await tx.query(
    `insert into exchange_conversation (id, course, opener, other, accountable, state, waits_for, due_at, child_id,
       matching, opened_at, changed_at, escalate_at, performer)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (id) do update set state = excluded.state, waits_for = excluded.waits_for, due_at = excluded.due_at,
       child_id = excluded.child_id, matching = excluded.matching, changed_at = excluded.changed_at,
       escalate_at = excluded.escalate_at, performer = excluded.performer`,
    [
      ...[id, course, opener, other, accountable, state, waitsFor, dueAt, childId, matching],
      ...[conversation.openedAt, conversation.changedAt, conversation.escalateAt, conversation.performer],
    ],
  );
};

/** Notes who said which child it is. */
export const noteMatchedBy = async (tx: Transaction, id: string, person: string): Promise<void> => {
  await tx.query('update exchange_conversation set matched_by = $2 where id = $1', [id, person]);
};
