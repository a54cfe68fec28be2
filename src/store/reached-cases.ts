import { z } from 'zod';
import { neededBit } from '../domain/mask.ts';
import type { PracticePeriod } from '../domain/practice/child-case.ts';
import type { Viewer } from '../domain/viewer.ts';
import { reachedChildren, viewerValues } from './request-reading.ts';
import { select, type Transaction } from './transaction.ts';

/** Whose cases: those a viewer reaches, or, for whoever runs the hub, all. */
export type CaseReader = { readonly viewer: Viewer; readonly now: string } | 'OPERATOR';

export interface CasePage extends PracticePeriod {
  /** GSS code of the responsible authority; null for every one. */
  readonly authority: string | null;
  /** The child after which the page starts. */
  readonly after: string | null;
  readonly limit: number;
}

const reachedRow = z.object({ childId: z.string(), mask: z.string() });

/** A child whose case is read, and the reader's mask of it. */
export interface ReachedCase {
  readonly childId: string;
  readonly mask: bigint;
}

const seesEpisodes = neededBit('EP', 'summary').toString();

// Whoever runs the hub reads without a viewer: every child, the same six places unused.
const everyChild = `(select child_id, -1::int8 m from child_view where known_to = 'infinity' and $1::text is null
  and $2::text is null and $3::timestamptz is null and $4::text is null and $5::text is null and $6::int is null)`;

const pageOf = (children: string) => `select c.child_id::text "childId", c.m::text mask
  from ${children} c join child_view v on v.child_id = c.child_id and v.known_to = 'infinity'
  where c.m & $7 <> 0 and ($8::text is null or v.responsible_authority = $8)
    and ($9::uuid is null or c.child_id > $9)
    and exists (select 1 from episode e where e.child_id = c.child_id and e.known_to = 'infinity'
      and e.status <> 'CANCELLED' and e.started_on between $10::date and $11::date)
  order by c.child_id limit $12`;

/** Children with an absence that began in the period, as far as the reader reaches them, in order of id. */
export const listCases = async (
  tx: Transaction,
  reader: CaseReader,
  { from, to, authority, after, limit }: CasePage,
): Promise<readonly ReachedCase[]> => {
  const [children, values] =
    reader === 'OPERATOR'
      ? [everyChild, [null, null, null, null, null, null]]
      : [reachedChildren, viewerValues(reader.viewer, reader.now)];
  const asked = [...values, seesEpisodes, authority, after, from, to, limit];
  const rows = await select(tx, reachedRow, pageOf(children), asked);
  return rows.map(({ childId, mask }) => ({ childId, mask: BigInt(mask) }));
};
