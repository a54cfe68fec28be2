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

/**
 * A child is looked for under its id, under the ids merged into it, and, for the time it was itself merged into another,
 * under that one: who saw the other as the hub knew it then saw this child. Each is one range of the index.
 */
export const accessLogSql = `with ids as (
    select $1::uuid id union
    select child_id from child_alias where survivor_id = $1::uuid and known_to = 'infinity'),
  names as (
    select id, '-infinity'::timestamptz known_from, 'infinity'::timestamptz known_to from ids union all
    select a.survivor_id, a.known_from, a.known_to from child_alias a join ids on ids.id = a.child_id
    where a.known_to < 'infinity' and a.survivor_id not in (select id from ids)),
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
  select e.id, ${isoInstant('e.at')} at, e.organisation, e.role, e.person, e.purpose, e.operation,
    ${isoInstant('e.as_known_at')} "asKnownAt", coalesce(f.coordinates, '{}') selected,
    (select array_agg(distinct t ->> 2) from jsonb_array_elements(e.touched) t
      where (t ->> 0)::uuid in (select id from names)) masks
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
});
