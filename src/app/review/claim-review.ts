import { z } from 'zod';
import { AnotherPersonNeeded, NotClaimed, NotPermitted, Overtaken, VersionConflict } from '../../domain/errors.ts';
import { actorOf, type Viewer } from '../../domain/viewer.ts';
import type { Pools } from '../../store/pools.ts';
import { claimTask, type ReachedTask } from '../../store/review-tasks.ts';
import type { Transaction } from '../../store/transaction.ts';
import { once } from '../once.ts';
import { claimedUntil, isHeldBy, isLead, reachedTask, reviewer } from './checks.ts';
import { shownReview } from './list-reviews.ts';

/** A review as it stands after somebody acted on it. */
export const reviewStanding = z.object({
  taskId: z.string(),
  version: z.int(),
  state: z.enum(['WAITING', 'DECIDED', 'OVERTAKEN']),
  claimedUntil: z.string().nullable(),
  decision: z.enum(['SAME', 'DIFFERENT', 'SIBLING']).nullable(),
  /** What came of it: joined, held apart, or a SAME that their numbers do not allow. */
  effect: z.enum(['JOINED', 'HELD_APART', 'NOT_JOINED']).nullable(),
  /** The children concerned, for the ledger. */
  childIds: z.array(z.string()),
});
export type ReviewStandingNow = z.infer<typeof reviewStanding>;

/**
 * What everybody meets who acts on a review: it must wait, for somebody who has not voted.
 * @throws Overtaken, AnotherPersonNeeded, NotPermitted
 */
export const mayAct = async (tx: Transaction, viewer: Viewer, task: ReachedTask, now: string): Promise<void> => {
  if (task.state !== 'WAITING') throw new Overtaken('taskId: it is decided, or there is nothing to decide any more');
  if (task.hasVoted) throw new AnotherPersonNeeded('taskId: you have voted; another person is asked');
  const { isDisputed } = await shownReview(tx, viewer, task, now);
  if (isLead(viewer) && isDisputed !== true) {
    throw new NotPermitted(`taskId: ${viewer.role} settles only what others differ about`);
  }
};

/** @throws VersionConflict where the caller saw another version */
export const sameVersion = ({ version }: ReachedTask, expected: number): void => {
  if (version !== expected) throw new VersionConflict('expectedVersion: the review has changed; read it again');
};

export interface ClaimReviewInput {
  readonly viewer: Viewer | null;
  readonly taskId: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Takes a review in hand for an hour, so that nobody else works on it meanwhile. Claiming again what is in one’s own
 * hands begins the hour anew.
 * @throws NotPermitted, NotFound, Overtaken, AnotherPersonNeeded, NotClaimed, KeyReused
 */
export type ClaimReview = (input: ClaimReviewInput) => Promise<ReviewStandingNow & { readonly repeated: boolean }>;

const claim = async (
  tx: Transaction,
  viewer: Viewer,
  { taskId, now }: ClaimReviewInput,
): Promise<ReviewStandingNow> => {
  const task = await reachedTask(tx, viewer, taskId, now);
  await mayAct(tx, viewer, task, now);
  if (claimedUntil(task, now) !== null && !isHeldBy(task, viewer, now)) {
    throw new NotClaimed('taskId: somebody else has it in hand');
  }
  await claimTask(tx, task.id, { by: actorOf(viewer), at: now });
  const claimed = await reachedTask(tx, viewer, taskId, now);
  return {
    ...{ taskId, version: claimed.version, state: claimed.state, claimedUntil: claimedUntil(claimed, now) },
    ...{ decision: null, effect: null, childIds: [task.childId, task.candidateChildId] },
  };
};

/** The use case, given what it needs. */
export const claimReview =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ClaimReview =>
  async (input) => {
    const viewer = reviewer(input.viewer);
    const request = [JSON.stringify(['claimReview', viewer.person, input.taskId])];
    const terms = { viewer, idempotencyKey: input.idempotencyKey, request, outcome: reviewStanding, field: 'taskId' };
    return once(pools, terms, (tx) => claim(tx, viewer, input));
  };
