import { feedMemoryDays } from '../domain/profile/feeds.ts';
import type { Transaction } from './transaction.ts';

/** The versions just written, and the elements each holds. */
const arrived = `with arrived as (
  select n.id, n.known_from, n.organisation, n.message_type, (n.received_at at time zone 'Europe/London')::date "day",
    array(select e.key from jsonb_each(n.answers) e where (e.value ->> 'sent')::boolean) sent
  from notification n where n.id = any($1::uuid[]) and n.known_from = $2)`;

/**
 * What a message is held against: a first report against first reports; what tells of a return against others that do,
 * as far as the return goes. Any other message says only what has changed.
 */
const heldAgainst = `(a.message_type = 'NEW'
  or (a.message_type in ('FOUND', 'RETURNED', 'PREVENTION_DONE') and e like 'return.%'))`;

/**
 * Notes of notifications just written which elements they lack that their feed carried in the days before, and that
 * their feed carries what they hold. Said once: what is learnt of a feed later never changes what an earlier message
 * was held against.
 */
export const noteFeeds = async (tx: Transaction, ids: readonly string[], knownAt: string): Promise<void> => {
  if (ids.length === 0) return;
  await tx.query(
    `${arrived}, feed as (
       select d.organisation, d.message_type, d.day, array_agg(distinct e) elements
       from (select distinct organisation, message_type, "day" from arrived) d
       join feed_day f on f.organisation = d.organisation and f.message_type = d.message_type
         and f.day between d.day - ${feedMemoryDays} and d.day
       cross join unnest(f.elements) e group by 1, 2, 3)
     update notification n set feed_lacks = to_jsonb(array(
       select e from unnest(feed.elements) e where e <> all(a.sent) and ${heldAgainst} order by 1))
     from arrived a join feed using (organisation, message_type, "day")
     where n.id = a.id and n.known_from = a.known_from`,
    [ids, knownAt],
  );
  await tx.query(
    `${arrived}
     insert into feed_day (organisation, message_type, "day", elements)
     select organisation, message_type, "day", array_agg(distinct e order by e) from arrived, unnest(sent) e
     group by 1, 2, 3
     on conflict (organisation, message_type, "day") do update
     set elements = array(select distinct e from unnest(feed_day.elements || excluded.elements) e order by 1)
     where not feed_day.elements @> excluded.elements`,
    [ids, knownAt],
  );
};
