import type { Pool } from 'pg';
import { z } from 'zod';
import { isoInstant, select } from './transaction.ts';

/** One disclosure of a child, as the ledger keeps it. */
export interface AccessLogEntry {
  readonly id: string;
  readonly at: string;
  readonly organisation: string;
  readonly role: string;
  readonly person: string;
  readonly purpose: string;
  readonly operation: string | null;
  readonly asKnownAt: string | null;
  /** Every coordinate the operation selected. */
  readonly selected: readonly string[];
  /** The viewer's masks for the child. */
  readonly masks: readonly bigint[];
}

/** Which disclosures are asked for. */
export interface AccessLogQuestion {
  readonly child: string;
  /** Those of this instant or later, or all. */
  readonly from: string | null;
  /** Those before this instant, or all. */
  readonly to: string | null;
  /** The entry they come after, newest first. */
  readonly after: string | null;
  readonly limit: number;
}

/** What the ledger says of one child. It knows of no policy: who may ask is decided before. */
export interface AccessLog {
  /** The child an id names, through its alias where it was merged; null where there is none. */
  findChild(id: string): Promise<string | null>;
  /** Disclosures of the child, newest first. */
  entries(question: AccessLogQuestion): Promise<readonly AccessLogEntry[]>;
  /** Those of them that were made while the child was wrongly linked, whichever of the two it was. */
  recall(question: AccessLogQuestion): Promise<readonly AccessLogEntry[]>;
}

const childRow = z.object({ id: z.string() });

const entryRow = z.object({
  id: z.string(),
  at: z.string(),
  organisation: z.string(),
  role: z.string(),
  person: z.string(),
  purpose: z.string(),
  operation: z.string().nullable(),
  asKnownAt: z.string().nullable(),
  selected: z.array(z.string()),
  masks: z.array(z.string().transform((mask) => BigInt(mask))),
});

const entryColumns = `e.id, ${isoInstant('e.at')} at, e.organisation, e.role, e.person, e.purpose, e.operation,
    ${isoInstant('e.as_known_at')} "asKnownAt", coalesce(f.coordinates, '{}') selected,`;

/**
 * A child is looked for under its id, under the ids merged into it, and, for the time it was itself merged into another,
 * under that one: who saw the other as the hub knew it then saw this child. A child another authority named before
 * anybody knew who it was is looked for under the conversation. Each is one range of the index.
 */
export const accessLogSql = `with ids as (
    select $1::uuid id union
    select child_id from child_alias where survivor_id = $1::uuid and known_to = 'infinity'),
  names as (
    select id, '-infinity'::timestamptz known_from, 'infinity'::timestamptz known_to from ids union all
    select a.survivor_id, a.known_from, a.known_to from child_alias a join ids on ids.id = a.child_id
    where a.known_to < 'infinity' and a.survivor_id not in (select id from ids) union all
    select c.id, '-infinity', 'infinity' from exchange_conversation c join ids on ids.id = c.child_id),
  found as (
    select distinct s.at, s.entry_id from names n cross join lateral (
      select s.at, s.entry_id from ledger_subject s
      where s.child_id = n.id and s.at >= coalesce($2::timestamptz, '-infinity')
        and s.at < coalesce($3::timestamptz, 'infinity')
        and (s.at, s.entry_id) < (coalesce((select at from ledger_entry where id = $4::uuid), 'infinity'),
          coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        and (n.known_to = 'infinity' or tstzrange(n.known_from, n.known_to) @>
          (select least(e.known_at, e.as_known_at) from ledger_entry e where e.id = s.entry_id))
      order by s.at desc, s.entry_id desc limit $5::int) s
    order by s.at desc, s.entry_id desc limit $5::int)
  select ${entryColumns}
    (select array_agg(distinct t ->> 2) from jsonb_array_elements(e.touched) t
      where (t ->> 0)::uuid in (select id from names)) masks
  from found join ledger_entry e on e.id = found.entry_id left join ledger_field_list f on f.id = e.field_list
  order by e.at desc, e.id desc`;

/**
 * What was shown of a child while somebody was of it who is not now, or while it was of another: for as long as two source
 * persons were one child who are not one any more. Whoever read that past later is among them.
 */
const recallSql = `with own as (select subject_id from membership where child_id = $1::uuid and known_to = 'infinity'),
  spells as (
    select distinct m.child_id, greatest(m.known_from, o.known_from) since, least(m.known_to, o.known_to) until
    from own join membership m on m.subject_id = own.subject_id
      join membership o on o.child_id = m.child_id and o.subject_id <> m.subject_id
        and o.known_from < m.known_to and m.known_from < o.known_to
      join membership n on n.subject_id = o.subject_id and n.known_to = 'infinity' and n.child_id <> $1::uuid),
  found as (
    select distinct s.at, s.entry_id from spells p join ledger_subject s on s.child_id = p.child_id
      join ledger_entry e on e.id = s.entry_id
    where s.at >= coalesce($2::timestamptz, '-infinity') and s.at < coalesce($3::timestamptz, 'infinity')
      and (s.at, s.entry_id) < (coalesce((select at from ledger_entry where id = $4::uuid), 'infinity'),
        coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and coalesce(least(e.known_at, e.as_known_at), e.at) >= p.since
      and coalesce(least(e.known_at, e.as_known_at), e.at) < p.until
    order by s.at desc, s.entry_id desc limit $5::int)
  select ${entryColumns}
    (select array_agg(distinct t ->> 2) from jsonb_array_elements(e.touched) t
      where (t ->> 0)::uuid in (select child_id from spells)) masks
  from found join ledger_entry e on e.id = found.entry_id left join ledger_field_list f on f.id = e.field_list
  order by e.at desc, e.id desc`;

/** Reads with the role whose one duty is to read the ledger. */
export const openAccessLog = (pool: Pool): AccessLog => ({
  findChild: async (id) => {
    const sql = `select coalesce(a.survivor_id, c.id) id from child c
      left join child_alias a on a.child_id = c.id and a.known_to = 'infinity' where c.id = $1`;
    return (await select(pool, childRow, sql, [id]))[0]?.id ?? null;
  },
  entries: ({ child, from, to, after, limit }) => select(pool, entryRow, accessLogSql, [child, from, to, after, limit]),
  recall: ({ child, from, to, after, limit }) => select(pool, entryRow, recallSql, [child, from, to, after, limit]),
});
