import { z } from 'zod';
import { neededBit } from '../domain/mask.ts';
import { organisations } from '../domain/organisations.ts';
import { relationshipBits } from '../domain/projection.ts';
import type { EpisodeAccount, Period } from '../domain/reconcile.ts';
import type { Viewer } from '../domain/viewer.ts';
import { reachedChildren, viewerValues } from './request-reading.ts';
import { select, type Transaction } from './transaction.ts';

const accountRow = z.object({
  childId: z.string(),
  episodeId: z.string(),
  lookedAfter: z.boolean().nullable(),
  mask: z.string(),
  source: z.object({
    organisation: z.string(),
    sourceEpisode: z.string(),
    category: z.string().nullable(),
    startedOn: z.string().nullable(),
    startedAt: z.string().nullable(),
    endedOn: z.string().nullable(),
    endedAt: z.string().nullable(),
  }),
});

/** Accounts of absences of an authority's children in and around a period, by side. */
export interface Accounts {
  readonly police: readonly EpisodeAccount[];
  readonly authority: readonly EpisodeAccount[];
  /** The viewer's mask of each child told of. */
  readonly masks: ReadonlyMap<string, bigint>;
}

const forces = organisations.filter(({ agency }) => agency === 'police').map(({ code }) => code);
const seesEpisodes = neededBit('EP', 'summary');

const placed = `select 1 from placement p where p.child_id = e.child_id and p.known_to = 'infinity'
  and p.organisation = $9 and p.started_on <= s.day and (p.ended_on is null or p.ended_on >= s.day)`;

const accountsOf = (children: string) => `
  select e.child_id::text "childId", e.episode_id::text "episodeId", c.m::text mask, s.source,
    case when exists (${placed}) then true
      when v.care_status is null or v.care_status in ('LAC', 'NOT_KNOWN') then null else false end "lookedAfter"
  from ${children} c
    join child_view v on v.child_id = c.child_id and v.known_to = 'infinity'
    join episode e on e.child_id = c.child_id and e.known_to = 'infinity' and e.status <> 'CANCELLED'
    cross join lateral (select x source, coalesce((x ->> 'startedOn')::date, e.started_on) "day"
      from jsonb_array_elements(e.sources) x) s
  where c.m & $7 <> 0 and (s.source ->> 'organisation' = $9 or s.source ->> 'organisation' = any($8::text[]))
    and (e.started_on is null or e.started_on < $11::date + 31) and (e.ended_on is null or e.ended_on >= $10::date - 31)
    and exists (select 1 from reach a where a.child_id = e.child_id and a.organisation = $9
      and a.bits & ${relationshipBits.RESPONSIBLE} <> 0)
  order by 2, s.source ->> 'organisation', s.source ->> 'sourceEpisode'`;

// Whoever runs the hub compares without a viewer: every child, the same seven places unused but for the bit.
const everyChild = `(select child_id, $4::int8 m from child_view where known_to = 'infinity'
  and $1::text is null and $2::text is null and $3::timestamptz is null and $5::int8 is null and $6::int is null)`;

const accountFrom = ({ source, ...row }: z.infer<typeof accountRow>): EpisodeAccount => {
  const { organisation, sourceEpisode: reference, category, startedOn, startedAt, endedOn, endedAt } = source;
  const { childId, episodeId, lookedAfter } = row;
  return { childId, episodeId, organisation, reference, category, startedOn, startedAt, endedOn, endedAt, lookedAfter };
};

/** What forces and one authority tell of the absences of its children, as far as a viewer, or whoever runs the hub, may. */
export const listAccounts = async (
  tx: Transaction,
  who: { readonly viewer: Viewer; readonly now: string } | 'OPERATOR',
  authority: string,
  { from, to }: Period,
): Promise<Accounts> => {
  const [children, values] =
    who === 'OPERATOR'
      ? [everyChild, [null, null, null, seesEpisodes.toString(), null, null]]
      : [reachedChildren, viewerValues(who.viewer, who.now)];
  const rows = await select(tx, accountRow, accountsOf(children), [
    ...values,
    ...[seesEpisodes.toString(), forces, authority, from, to],
  ]);
  return {
    police: rows.filter(({ source }) => source.organisation !== authority).map(accountFrom),
    authority: rows.filter(({ source }) => source.organisation === authority).map(accountFrom),
    masks: new Map(rows.map(({ childId, mask }) => [childId, BigInt(mask)])),
  };
};
