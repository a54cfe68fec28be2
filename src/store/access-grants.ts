import { z } from 'zod';
import { interviewing } from '../domain/exchange/standing.ts';
import { type Grant, grantKinds, relationshipBits } from '../domain/projection.ts';
import type { Viewer } from '../domain/viewer.ts';
import { findChildMask } from './child-mask.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** A grant as it is opened. */
export interface NewGrant extends Grant {
  readonly id: string;
  readonly childId: string;
  readonly role: string;
  readonly purpose: string;
  readonly reason: string;
  /** Who opened it: the worker, or whoever approved it for them. */
  readonly openedBy: string;
  readonly openedAt: string;
  readonly knownAt: string;
  /** Day by which it is reviewed; null where it is not. */
  readonly reviewDueOn: string | null;
}

/** Keeps a grant for ever. */
export const insertGrant = async (tx: Transaction, grant: NewGrant): Promise<void> => {
  const { id, childId, kind, organisation, person, role, purpose, reason, openedBy, openedAt, until } = grant;
  await tx.query(
    `insert into access_grant (id, child_id, kind, organisation, person, role, purpose, reason, opened_by, opened_at,
       until, known_at, review_due_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      childId,
      kind,
      organisation,
      person,
      role,
      purpose,
      reason,
      openedBy,
      openedAt,
      until,
      grant.knownAt,
      grant.reviewDueOn,
    ],
  );
};

const grantRow = z.object({
  childId: z.string(),
  kind: z.enum(grantKinds),
  organisation: z.string(),
  person: z.string(),
  until: z.string(),
});

/** Every grant of each of the children, those of ids they once had included, and who holds an interview for another authority. */
export const loadGrants = async (
  tx: Transaction,
  childIds: readonly string[],
): Promise<readonly (Grant & { readonly childId: string })[]> =>
  select(
    tx,
    grantRow,
    `select coalesce(a.survivor_id, g.child_id)::text "childId", g.kind, g.organisation, g.person, ${isoInstant('g.until')} until
     from access_grant g left join child_alias a on a.child_id = g.child_id and a.known_to = 'infinity'
     where coalesce(a.survivor_id, g.child_id) = any($1::uuid[])
     union all select coalesce(a.survivor_id, e.child_id)::text, 'BORDER_INTERVIEW', e.other, e.performer, 'infinity'
     from exchange_conversation e left join child_alias a on a.child_id = e.child_id and a.known_to = 'infinity'
     where coalesce(a.survivor_id, e.child_id) = any($1::uuid[]) and e.course = 'RHI' and e.performer is not null
       and e.state = any($2) order by 2, 3, 4, 5`,
    [childIds, interviewing],
  );

const childRow = z.object({ id: z.string() });

/** The child an id stands for now: itself, or the one it was merged into. */
export const findSurvivor = async (tx: Transaction, childId: string): Promise<string> => {
  const sql = `select survivor_id::text id from child_alias where child_id = $1 and known_to = 'infinity'`;
  return (await select(tx, childRow, sql, [childId]))[0]?.id ?? childId;
};

/** Whether a worker, or their organisation, has a relationship their role accepts to a child, and is not kin. */
export const isReached = async (tx: Transaction, viewer: Viewer, childId: string, now: string): Promise<boolean> =>
  (await findChildMask(tx, viewer, await findSurvivor(tx, childId), now)) !== null;

/** ★ What a review may find. */
export const reviewOutcomes = ['JUSTIFIED', 'NOT_JUSTIFIED'] as const;

const reviewRow = z.object({
  grantId: z.string(),
  childId: z.string(),
  organisation: z.string(),
  person: z.string(),
  role: z.string(),
  purpose: z.string(),
  reason: z.string(),
  openedAt: z.string(),
  until: z.string(),
  reviewDueOn: z.string(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  outcome: z.enum(reviewOutcomes).nullable(),
  note: z.string().nullable(),
});
/** A broken glass as whoever reviews it sees it. */
export type AccessReview = z.infer<typeof reviewRow>;

const reviewSql = `select g.id::text "grantId", r.child_id::text "childId", g.organisation, g.person, g.role, g.purpose,
    g.reason, ${isoInstant('g.opened_at')} "openedAt", ${isoInstant('g.until')} until,
    to_char(g.review_due_on, 'YYYY-MM-DD') "reviewDueOn", ${isoInstant('g.reviewed_at')} "reviewedAt",
    g.reviewed_by "reviewedBy", g.outcome, g.review_note note
  from access_grant g left join child_alias a on a.child_id = g.child_id and a.known_to = 'infinity'
  join reach r on r.child_id = coalesce(a.survivor_id, g.child_id) and r.organisation = $1
    and r.bits & ${relationshipBits.AUDITABLE} <> 0
  where g.kind = 'BREAK_GLASS'`;

/** Which broken glasses are listed. */
export interface ReviewPage {
  /** The partnership whose children they are. */
  readonly organisation: string;
  readonly waiting: boolean | null;
  /** The grant after which the list goes on. */
  readonly after: string | null;
  readonly limit: number;
}

/** Broken glasses of a partnership's children, those to be reviewed first coming first. */
export const listReviews = async (
  tx: Transaction,
  { organisation, waiting, after, limit }: ReviewPage,
): Promise<readonly AccessReview[]> =>
  select(
    tx,
    reviewRow,
    `${reviewSql} and ($2::boolean is null or (g.reviewed_at is null) = $2)
       and ($3::uuid is null or (g.review_due_on, g.id) > (select review_due_on, id from access_grant where id = $3))
     order by g.review_due_on, g.id limit $4`,
    [organisation, waiting, after, limit],
  );

/** A broken glass of a partnership's child, or undefined. */
export const findReview = async (
  tx: Transaction,
  organisation: string,
  grantId: string,
): Promise<AccessReview | undefined> =>
  (await select(tx, reviewRow, `${reviewSql} and g.id = $2`, [organisation, grantId]))[0];

/** What a review found. */
export interface Review {
  readonly grantId: string;
  readonly outcome: (typeof reviewOutcomes)[number];
  readonly note: string;
  readonly reviewedBy: string;
  readonly reviewedAt: string;
}

/** Keeps what a review found; false where it was reviewed before. */
export const keepReview = async (tx: Transaction, review: Review): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `update access_grant set reviewed_at = $2, reviewed_by = $3, outcome = $4, review_note = $5
     where id = $1 and reviewed_at is null`,
    [review.grantId, review.reviewedAt, review.reviewedBy, review.outcome, review.note],
  );
  return rowCount === 1;
};
