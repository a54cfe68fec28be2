import { randomUUID } from 'node:crypto';
import { restrictionBits } from '../domain/projection.ts';
import type { Transaction } from './transaction.ts';

/** What the outbox announces. */
export type Topic =
  | 'EPISODE_OPENED'
  | 'EPISODE_ENDED'
  | 'NOTIFICATION_RECEIVED'
  | 'NOTIFICATION_INCOMPLETE'
  | 'GLASS_BROKEN'
  | 'REFERRAL_OPENED'
  | 'AUDIT_CASE_APPROVED'
  | 'ENRICHMENT_REQUESTED'
  | 'ENRICHMENT_REMINDER'
  | 'ENRICHMENT_OVERDUE'
  | 'EXCHANGE_RECEIVED'
  | 'EXCHANGE_OVERDUE';

/** Something that happened and that others have to be told; ids only. */
export interface Announcement {
  readonly topic: Topic;
  readonly childId: string;
  readonly payload: Readonly<Record<string, string>>;
  /** The only organisations to tell; everyone with a relationship to the child where left out. */
  readonly toldTo?: readonly string[];
}

/** Puts announcements into the outbox, to be told once this transaction is committed. */
export const announceLater = async (
  tx: Transaction,
  announcements: readonly Announcement[],
  knownAt: string,
): Promise<void> => {
  const rows = announcements.map((announcement) => ({ id: randomUUID(), ...announcement }));
  await tx.query(
    `insert into outbox (id, topic, child_id, known_at, payload, told_to)
     select g.id, g.topic, g."childId", $2, g.payload, coalesce(g."toldTo", '{}')
     from jsonb_to_recordset($1::jsonb) g (id uuid, topic text, "childId" uuid, payload jsonb, "toldTo" text[])`,
    [JSON.stringify(rows), knownAt],
  );
};

/**
 * Makes a notice of each waiting announcement for the organisations it is for, else for every one that reaches the child
 * at `now`: one whose only tie is that a worker is kin does not; at most `limit` announcements at once. Returns how many were told.
 */
export const announceWaiting = async (tx: Transaction, now: string, limit: number): Promise<number> => {
  const { rowCount } = await tx.query(
    `with waiting as (
       select id, topic, child_id, told_to from outbox where announced_at is null order by known_at limit $2
       for update skip locked),
     present as (
       select w.id, w.topic, w.told_to, coalesce(a.survivor_id, w.child_id) child_id from waiting w
       left join child_alias a on a.child_id = w.child_id and a.known_to = 'infinity'),
     told as (
       insert into notice (id, outbox_id, organisation, child_id, topic, created_at)
       select gen_random_uuid(), p.id, r.organisation, p.child_id, p.topic, $1::timestamptz
       from present p join (select distinct organisation, child_id from reach
         where until > $1 and bits & ${restrictionBits.BLOCKED} = 0) r using (child_id)
       where p.told_to = '{}'
       union all
       select gen_random_uuid(), p.id, t.organisation, p.child_id, p.topic, $1::timestamptz
       from present p cross join lateral (select distinct unnest(p.told_to)) t (organisation)
       on conflict (outbox_id, organisation) do nothing)
     update outbox o set announced_at = $1 from waiting w where o.id = w.id`,
    [now, limit],
  );
  return rowCount ?? 0;
};
