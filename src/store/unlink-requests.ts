import { z } from 'zod';
import type { Viewer } from '../domain/viewer.ts';
import { childMaskValues, maskOfChild } from './reach-of-child.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** ★ How a request to take source persons out of a child stands. */
export const unlinkStates = ['ASKED', 'APPROVED', 'REFUSED'] as const;
export type UnlinkState = (typeof unlinkStates)[number];

const requestRow = z.object({
  id: z.string(),
  /** The child they were to be taken out of, under the id it has now. */
  childId: z.string(),
  subjectIds: z.array(z.string()),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  state: z.enum(unlinkStates),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
  mask: z.string().transform((mask) => BigInt(mask)),
});
/** A request as a viewer reaches it, with their mask for the child. */
export type UnlinkRequest = Readonly<z.infer<typeof requestRow>>;

const reachedSql = `select q.id::text, k.child_id::text "childId", q.subject_ids::text[] "subjectIds", q.reason,
    q.asked_by "askedBy", ${isoInstant('q.asked_at')} "askedAt", q.state, q.decided_by "decidedBy",
    ${isoInstant('q.decided_at')} "decidedAt", q.decision_note note, c.m::text mask
  from unlink_request q
    left join child_alias a on a.child_id = q.child_id and a.known_to = 'infinity'
    cross join lateral (select coalesce(a.survivor_id, q.child_id) child_id) k
    cross join lateral ${maskOfChild('k.child_id')} c`;

/** Requests about children the viewer reaches, the oldest first. */
export const listUnlinkRequests = (
  tx: Transaction,
  viewer: Viewer,
  { state, limit, now }: { readonly state: UnlinkState; readonly limit: number; readonly now: string },
): Promise<readonly UnlinkRequest[]> =>
  select(tx, requestRow, `${reachedSql} where q.state = $6 order by q.asked_at, q.id limit $7`, [
    ...childMaskValues(viewer, now),
    ...[state, limit],
  ]);

/** One request, where the viewer reaches the child. */
export const findUnlinkRequest = async (
  tx: Transaction,
  viewer: Viewer,
  id: string,
  now: string,
): Promise<UnlinkRequest | undefined> =>
  (await select(tx, requestRow, `${reachedSql} where q.id = $6`, [...childMaskValues(viewer, now), id]))[0];

/** Keeps a request. */
export const insertUnlinkRequest = async (
  tx: Transaction,
  request: Pick<UnlinkRequest, 'id' | 'childId' | 'subjectIds' | 'reason' | 'askedBy' | 'askedAt'>,
): Promise<void> => {
  const { id, childId, subjectIds, reason, askedBy, askedAt } = request;
  await tx.query(
    `insert into unlink_request (id, child_id, subject_ids, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)`,
    [id, childId, subjectIds, reason, askedBy, askedAt],
  );
};

/** What somebody else decided about a request. */
export interface UnlinkDecision {
  readonly id: string;
  readonly state: 'APPROVED' | 'REFUSED';
  readonly by: string;
  readonly at: string;
  readonly note: string;
  /** When the children were derived anew; null where they were not. */
  readonly knownAt: string | null;
}

/** Keeps what was decided. */
export const decideUnlinkRequest = async (
  tx: Transaction,
  { id, state, by, at, note, knownAt }: UnlinkDecision,
): Promise<void> => {
  await tx.query(
    `update unlink_request set state = $2, decided_by = $3, decided_at = $4, decision_note = $5, known_at = $6,
       version = version + 1 where id = $1 and state = 'ASKED'`,
    [id, state, by, at, note, knownAt],
  );
};
