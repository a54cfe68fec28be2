import { z } from 'zod';
import type { Holding } from '../domain/retention.ts';
import { forgottenSql } from './exchange/messages.ts';
import { select, type Transaction } from './transaction.ts';

/** What is deleted by its age alone. */
export type AgedHolding = Extract<
  Holding,
  'raw-content' | 'notice' | 'outbox' | 'idempotency-key' | 'job' | 'exchange-message'
>;

// Each names its table, its key, and the rows that are older than the day.
interface Aged {
  readonly table: string;
  readonly key: string;
  readonly old: string;
  /** What is set where the rows stay as evidence; left out where they go. */
  readonly stripped?: string;
}

const aged: Readonly<Record<AgedHolding, Aged>> = {
  'raw-content': {
    table: 'raw_content',
    key: 'hash',
    old: `not exists (select 1 from delivery d where d.hash = t.hash
      and (d.received_at >= $1::date or d.state in ('RECEIVED', 'HELD')))`,
  },
  notice: { table: 'notice', key: 'id', old: 't.created_at < $1::date' },
  outbox: {
    table: 'outbox',
    key: 'id',
    old: 't.announced_at < $1::date and not exists (select 1 from notice n where n.outbox_id = t.id)',
  },
  'idempotency-key': { table: 'idempotency_key', key: '(organisation, key)', old: 't.created_at < $1::date' },
  job: { table: 'job', key: 'id', old: `t.state in ('DONE', 'FAILED') and t.finished_at < $1::date` },
  'exchange-message': {
    table: 'exchange_message',
    key: '(sender, message_id)',
    old: `(t.payload is not null or (t.receipt is not null and t.envelope not like 'erased:%'))
      and exists (select 1 from exchange_conversation c where c.id = t.conversation_id and c.changed_at < $1::date)
      and t.at < $1::date`,
    stripped: `payload = null, anchors = '{}', envelope = ${forgottenSql('exchange_message')}`,
  },
};

const countRow = z.object({ n: z.int() });

/** How many of a holding are older than a day. */
export const countAged = async (tx: Transaction, holding: AgedHolding, before: string): Promise<number> => {
  const { table, old } = aged[holding];
  const [row] = await select(tx, countRow, `select count(*)::int n from ${table} t where ${old}`, [before]);
  return row?.n ?? 0;
};

/** Deletes at most so many of a holding that are older than a day, or what they say; returns how many. */
export const deleteAged = async (
  tx: Transaction,
  holding: AgedHolding,
  { before, limit }: { readonly before: string; readonly limit: number },
): Promise<number> => {
  const { table, key, old, stripped } = aged[holding];
  const columns = key.replace(/[()]/g, '');
  const act = stripped === undefined ? `delete from ${table}` : `update ${table} set ${stripped}`;
  const { rowCount } = await tx.query(
    `${act} where ${key} in (select ${columns} from ${table} t where ${old} limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
};
