import { z } from 'zod';
import { isoInstant, select, type Transaction } from '../transaction.ts';

const row = z.object({
  conversationId: z.string(),
  direction: z.enum(['SENT', 'RECEIVED']),
  partner: z.string(),
  kind: z.string(),
  at: z.string(),
  agreement: z.string(),
  decision: z.enum(['TAKEN', 'REFUSED']).nullable(),
  payload: z.string().nullable(),
});
/** A message across the border about a child, as it is held. */
export type ExchangedRow = Readonly<z.infer<typeof row>>;

// Whose hub this is: a conversation about a child of its own it began itself.
const self = `case when c.matching = 'OWN' then c.opener else c.other end`;

/** Every message to and from other authorities about a child, and about ids it once had, in the order of time. */
export const findExchanged = (tx: Transaction, childId: string): Promise<readonly ExchangedRow[]> =>
  select(
    tx,
    row,
    `select c.id::text "conversationId", case when m.sender = ${self} then 'SENT' else 'RECEIVED' end direction,
       case when m.sender = ${self} then m.recipient else m.sender end partner, m.kind, ${isoInstant('m.at')} at,
       m.agreement, m.decision, m.payload
     from exchange_message m join exchange_conversation c on c.id = m.conversation_id
     where c.child_id in (select $1::uuid union select child_id from child_alias where survivor_id = $1)
     order by m.at, m.conversation_id, m.sequence, m.sender`,
    [childId],
  );
