import { z } from 'zod';
import { reviewDecisionWords, reviewReasons } from '../domain/link/review.ts';
import { neededBit } from '../domain/mask.ts';
import { actorOf, type Viewer } from '../domain/viewer.ts';
import { childMaskValues, maskOfChild } from './reach-of-child.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** ★ How a review stands; WAITING, whoever has it in hand and however many have voted. */
export const reviewStates = ['WAITING', 'DECIDED', 'OVERTAKEN'] as const;
export type ReviewState = (typeof reviewStates)[number];

const stored: Readonly<Record<ReviewState, readonly string[]>> = {
  WAITING: ['OPEN', 'CLAIMED', 'SECOND_VOTE'],
  DECIDED: ['DECIDED'],
  OVERTAKEN: ['OVERTAKEN'],
};

const taskRow = z.object({
  id: z.string(),
  version: z.int(),
  reason: z.enum(reviewReasons),
  state: z.enum(reviewStates),
  openedAt: z.string(),
  dueAt: z.string(),
  closedAt: z.string().nullable(),
  claimedBy: z.string().nullable(),
  claimedAt: z.string().nullable(),
  needsSecondVote: z.boolean(),
  hasRiskFlag: z.boolean(),
  isMissing: z.boolean(),
  decision: z.enum(reviewDecisionWords).nullable(),
  subjectId: z.string(),
  candidateSubjectId: z.string(),
  /** The child the record is now taken to be, and the one it may be. */
  childId: z.string(),
  candidateChildId: z.string(),
  /** The viewer’s masks for the two. */
  mask: z.string().transform((mask) => BigInt(mask)),
  candidateMask: z.string().transform((mask) => BigInt(mask)),
  hasVoted: z.boolean(),
});
/** A review as its viewer reaches it: both children, or nothing. */
export type ReachedTask = Readonly<z.infer<typeof taskRow>>;

/** Which reviews a viewer asks for. */
export interface TaskFilter {
  readonly state: ReviewState;
  /** Only those the viewer has in hand. */
  readonly isMine: boolean;
}

export interface TaskPage extends TaskFilter {
  /** The review after which the page starts; null at the beginning. */
  readonly after: string | null;
  readonly limit: number;
}

const seesRisk = neededBit('EX', 'full');
const seesEpisodes = neededBit('EP', 'summary');

// What orders the queue, as far as the viewer may know it of both children: who may not, is given it by age.
const rank = `(case when k.both & ${seesRisk} <> 0 and t.has_risk_flag then 2 else 0 end
  + case when k.both & ${seesEpisodes} <> 0 and v.missing then 1 else 0 end)`;

/** Values `$1` to `$5` are `childMaskValues`. */
const reachedTasks = (which: string): string => `
  select t.id::text, t.version, t.reason, t.subject_id::text "subjectId",
    case when t.state in ('DECIDED', 'OVERTAKEN') then t.state else 'WAITING' end state,
    ${isoInstant('t.opened_at')} "openedAt", ${isoInstant('t.due_at')} "dueAt", ${isoInstant('t.closed_at')} "closedAt",
    t.claimed_by "claimedBy", ${isoInstant('t.claimed_at')} "claimedAt", t.needs_second_vote "needsSecondVote",
    t.has_risk_flag "hasRiskFlag", v.missing "isMissing", t.decision,
    t.candidate_subject_id::text "candidateSubjectId", ms.child_id::text "childId", mc.child_id::text "candidateChildId",
    one.m::text mask, other.m::text "candidateMask", t.opened_at, ${rank} rank,
    exists (select 1 from review_vote w where w.task_id = t.id and substr(w.voter, strpos(w.voter, ':') + 1) = $2) "hasVoted"
  from review_task t
    join membership ms on ms.subject_id = t.subject_id and ms.known_to = 'infinity'
    join membership mc on mc.subject_id = t.candidate_subject_id and mc.known_to = 'infinity'
    cross join lateral ${maskOfChild('ms.child_id')} one
    cross join lateral ${maskOfChild('mc.child_id')} other
    cross join lateral (select one.m & other.m both offset 0) k
    cross join lateral (select exists (select 1 from episode e where e.child_id in (ms.child_id, mc.child_id)
      and e.known_to = 'infinity' and e.status = 'OPEN') missing) v
  where ${which}`;

/** Reviews a viewer reaches, those of a child at risk first, then of one who is missing, then the oldest. */
export const listReachedTasks = (
  tx: Transaction,
  viewer: Viewer,
  { state, isMine, after, limit }: TaskPage,
  now: string,
): Promise<readonly ReachedTask[]> =>
  select(
    tx,
    taskRow,
    `with listed as (${reachedTasks('t.id = $9 or (t.state = any($7::text[]) and (not $8 or t.claimed_by = $6))')})
     select * from listed l where $9::uuid is null or (-l.rank, l.opened_at, l.id) >
       (select -p.rank, p.opened_at, p.id from listed p where p.id = $9::text)
     order by -l.rank, l.opened_at, l.id limit $10`,
    [...childMaskValues(viewer, now), actorOf(viewer), stored[state], isMine, after, limit],
  );

/** One review, where the viewer reaches both children; undefined where not, and where there is none. */
export const findReachedTask = async (
  tx: Transaction,
  viewer: Viewer,
  id: string,
  now: string,
): Promise<ReachedTask | undefined> =>
  (await select(tx, taskRow, reachedTasks('t.id = $6'), [...childMaskValues(viewer, now), id]))[0];

/** Puts a review into somebody’s hands, or nobody’s; returns its new version. */
export const claimTask = async (
  tx: Transaction,
  id: string,
  claim: { readonly by: string; readonly at: string } | null,
): Promise<void> => {
  await tx.query(
    `update review_task set claimed_by = $2, claimed_at = $3, version = version + 1,
       state = case when $2::text is not null then 'CLAIMED'
         when exists (select 1 from review_vote w where w.task_id = review_task.id) then 'SECOND_VOTE' else 'OPEN' end
     where id = $1`,
    [id, claim?.by ?? null, claim?.at ?? null],
  );
};

/** Closes a review as decided. */
export const closeTask = async (tx: Transaction, id: string, decision: string, at: string): Promise<void> => {
  await tx.query(
    `update review_task set state = 'DECIDED', decision = $2, closed_at = $3, version = version + 1 where id = $1`,
    [id, decision, at],
  );
};

const voteRow = z.object({
  voter: z.string(),
  decision: z.enum(reviewDecisionWords),
  reason: z.string(),
  at: z.string(),
});
/** What one person said. */
export type ReviewVote = Readonly<z.infer<typeof voteRow>>;

/** The votes on a review, in the order cast. */
export const findVotes = (tx: Transaction, taskId: string): Promise<readonly ReviewVote[]> =>
  select(
    tx,
    voteRow,
    `select voter, decision, reason, ${isoInstant('at')} at from review_vote where task_id = $1 order by review_vote.at, id`,
    [taskId],
  );

/** Keeps a vote for ever. */
export const insertVote = async (
  tx: Transaction,
  vote: ReviewVote & { readonly id: string; readonly taskId: string },
): Promise<void> => {
  const { id, taskId, voter, decision, reason, at } = vote;
  await tx.query('insert into review_vote (id, task_id, voter, decision, reason, at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    taskId,
    voter,
    decision,
    reason,
    at,
  ]);
};
