/** Threads of the week, by the message of each that came first. Written over the notifications, not over what is summed. */
const opened = `opened as (
    select distinct on (n.organisation, n.source_episode) n.id, n.organisation, n.source_episode, n.received_at
    from (select *, min(known_from) over (partition by id) came from notification where child_id is not null) n
    where n.known_to = 'infinity' order by n.organisation, n.source_episode, n.came, n.sent_at, n.id),
  week as (
    select * from opened where (received_at at time zone 'Europe/London')::date between '2015-10-16' and '2015-10-22'),
  newest as (
    select distinct on (w.id) w.id, n.id last_id from week w
    join notification n using (organisation, source_episode) where n.known_to = 'infinity'
    order by w.id, n.sent_at desc, n.id desc),
  firsts as (
    select distinct on (a.notification_id) a.* from assessment a join week on week.id = a.notification_id
    order by a.notification_id, a.known_from),
  lasts as (
    select newest.id, a.* from newest join assessment a on a.notification_id = newest.last_id and a.known_to = 'infinity')`;

const has = (gaps: string): string =>
  `exists (select from jsonb_array_elements(${gaps}) gap where gap->>'field' = named.field)`;

/** ★ What the report must find in the demo, as SQL written by hand over the gaps of single messages. */
export const completenessOracles = {
  seedFields: `with ${opened},
    named (place, field) as (values (13, 'ethnicity'), (14, 'culture'), (15, 'religion'), (16, 'language'),
      (17, 'disability'), (18, 'appearance'), (38, 'sexualExploitation'))
    select field, (select count(*)::int from week) "of",
      (select count(*)::int from firsts where ${has('firsts.gaps')}) "first",
      (select count(*)::int from lasts where ${has('lasts.gaps')}) latest
    from named order by place`,
  threads: `with ${opened}
    select (select count(*)::int from week) notifications,
      (select count(*)::int from firsts where complete) "firstComplete",
      (select count(*)::int from lasts where complete) "latestComplete"`,
} as const;
