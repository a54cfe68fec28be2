import { InvalidRequest } from '../../domain/errors.ts';
import { standingOf } from '../../domain/link/review.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Pools } from '../../store/pools.ts';
import { findVotes, listReachedTasks, type ReachedTask, type TaskPage } from '../../store/review-tasks.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { claimedUntil, isHeldBy, isLead, reviewer } from './checks.ts';

/** A review as it stands, for one viewer. */
export interface ShownReview {
  readonly task: ReachedTask;
  /** What the viewer sees of both children. */
  readonly mask: bigint;
  readonly claimedUntil: string | null;
  readonly isClaimedByYou: boolean;
  /** Whether others differ, which only whoever settles it is told before they vote. */
  readonly isDisputed: boolean | null;
}

const seesDisputes = (task: ReachedTask, viewer: Viewer): boolean => task.hasVoted || isLead(viewer);

const disputeIn = async (tx: Transaction, task: ReachedTask): Promise<boolean> => {
  const votes = await findVotes(tx, task.id);
  const standing = standingOf(
    votes.map(({ decision }) => decision),
    task.needsSecondVote,
  );
  return standing.state === 'OPEN' && standing.isDisputed;
};

/** A review as a viewer is shown it. */
export const shownReview = async (
  tx: Transaction,
  viewer: Viewer,
  task: ReachedTask,
  now: string,
): Promise<ShownReview> => ({
  task,
  mask: task.mask & task.candidateMask,
  claimedUntil: claimedUntil(task, now),
  isClaimedByYou: isHeldBy(task, viewer, now),
  isDisputed: seesDisputes(task, viewer) ? await disputeIn(tx, task) : null,
});

export interface ListReviewsInput extends TaskPage {
  readonly viewer: Viewer | null;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Reviews whose two children the viewer reaches: those of a child at risk first, then of one who is missing, as far as
 * the viewer may know that, then the oldest.
 * @throws NotPermitted, InvalidRequest
 */
export type ListReviews = (input: ListReviewsInput) => Promise<readonly ShownReview[]>;

/** The use case, given what it needs. */
export const listReviews =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ListReviews =>
  async ({ viewer: asking, now, ...page }) => {
    const viewer = reviewer(asking);
    if (page.limit < 1) throw new InvalidRequest('first: at least one');
    return inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      const shown: ShownReview[] = [];
      for (const task of await listReachedTasks(tx, viewer, page, now))
        shown.push(await shownReview(tx, viewer, task, now));
      return shown;
    });
  };
