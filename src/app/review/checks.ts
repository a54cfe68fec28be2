import { identityReview } from '../../domain/access.ts';
import { NotFound } from '../../domain/errors.ts';
import { hoursAfter } from '../../domain/instants.ts';
import { actorOf, type Viewer } from '../../domain/viewer.ts';
import { findReachedTask, type ReachedTask } from '../../store/review-tasks.ts';
import type { Transaction } from '../../store/transaction.ts';
import { permitted } from '../access/checks.ts';

/** Roles that have a say in who is whom. */
export const reviewers = [...identityReview.roles, ...identityReview.leads] as const;

/** Whoever asks, where their role has a say in who is whom. @throws NotPermitted */
export const reviewer = (viewer: Viewer | null): Viewer => permitted(viewer, reviewers, 'reviews of who is whom');

/** Whether a role only settles what others differ about. */
export const isLead = ({ role }: Viewer): boolean => identityReview.leads.some((one) => one === role);

/** A review whose two children the viewer reaches. @throws NotFound */
export const reachedTask = async (
  tx: Transaction,
  viewer: Viewer,
  taskId: string,
  now: string,
): Promise<ReachedTask> => {
  const task = await findReachedTask(tx, viewer, taskId, now);
  if (!task) throw new NotFound('taskId: there is no such review, or you have no relationship to both children');
  return task;
};

/** Until when a review is in somebody’s hands; null where it is in nobody’s any more. */
export const claimedUntil = ({ claimedAt }: ReachedTask, now: string): string | null => {
  const until = claimedAt === null ? null : hoursAfter(claimedAt, identityReview.claimMinutes / 60);
  return until !== null && Date.parse(until) > Date.parse(now) ? until : null;
};

/** Whether a review is now in this viewer’s hands. */
export const isHeldBy = (task: ReachedTask, viewer: Viewer, now: string): boolean =>
  task.claimedBy === actorOf(viewer) && claimedUntil(task, now) !== null;
