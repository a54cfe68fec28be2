import { randomUUID } from 'node:crypto';
import { identityReview } from '../../domain/access.ts';
import { NotClaimed, Overtaken } from '../../domain/errors.ts';
import { type DecisiveVote, type ReviewDecision, standingOf } from '../../domain/link/review.ts';
import { actorOf, type Viewer } from '../../domain/viewer.ts';
import { insertConstraints } from '../../store/link-constraints.ts';
import { findMemberships } from '../../store/links.ts';
import { findComparedMembers } from '../../store/review-evidence.ts';
import { claimTask, closeTask, findVotes, insertVote, type ReachedTask } from '../../store/review-tasks.ts';
import type { Transaction } from '../../store/transaction.ts';
import { reasoned } from '../access/checks.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { placeAndProject } from '../ingest/store-wave.ts';
import { once } from '../once.ts';
import { isHeldBy, reachedTask, reviewer } from './checks.ts';
import { mayAct, type ReviewStandingNow, reviewStanding, sameVersion } from './claim-review.ts';

export interface DecideReviewInput {
  readonly viewer: Viewer | null;
  readonly taskId: string;
  readonly decision: ReviewDecision;
  readonly reason: string;
  /** The version the caller decided by. */
  readonly expectedVersion: number;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Says whether a record is of a child. What is decided takes effect at once: both children are derived anew with all
 * that hangs on them. Where a second person is asked, or people differ, it waits for the next.
 * @throws NotPermitted, InvalidRequest, NotFound, Overtaken, AnotherPersonNeeded, NotClaimed, VersionConflict, KeyReused
 */
export type DecideReview = (input: DecideReviewInput) => Promise<ReviewStandingNow & { readonly repeated: boolean }>;

interface Deciding {
  readonly deps: IngestDeps;
  readonly tx: Transaction;
  readonly knownAt: string;
  readonly viewer: Viewer;
  readonly input: DecideReviewInput;
  readonly reason: string;
}

type Pair = readonly [string, string];

/** Which source persons the decision is about. */
const pairsOf = async (tx: Transaction, task: ReachedTask, decision: DecisiveVote): Promise<readonly Pair[]> => {
  if (decision === 'SAME') return [[task.subjectId, task.candidateSubjectId]];
  if (task.childId === task.candidateChildId) throw new Overtaken('taskId: they are one child already');
  const members = await findComparedMembers(tx, [task.candidateChildId]);
  return members.map(({ subjectId }) => [task.subjectId, subjectId]);
};

const constraints = { SAME: 'SAME', DIFFERENT: 'CANNOT_LINK', SIBLING: 'SIBLING' } as const;

const effectOf = async (
  tx: Transaction,
  { subjectId, candidateSubjectId }: ReachedTask,
  decision: DecisiveVote,
): Promise<ReviewStandingNow['effect']> => {
  if (decision !== 'SAME') return 'HELD_APART';
  const homes = await findMemberships(tx, [subjectId, candidateSubjectId]);
  return new Set(homes.map(({ childId }) => childId)).size === 1 ? 'JOINED' : 'NOT_JOINED';
};

const takeEffect = async (
  { deps, tx, knownAt, viewer, input, reason }: Deciding,
  task: ReachedTask,
  decision: DecisiveVote,
): Promise<ReviewStandingNow['effect']> => {
  const pairs = await pairsOf(tx, task, decision);
  // Before identity is decided anew, which overtakes what still waits.
  await closeTask(tx, task.id, decision, input.now);
  const said = { reason, actor: actorOf(viewer), decidedAt: input.now, taskId: task.id, requestId: null };
  await insertConstraints(tx, { ...said, pairs, kind: constraints[decision] }, knownAt);
  const subjects = [...new Set(pairs.flat())];
  await placeAndProject(deps, tx, { subjects, unplaced: subjects, knownAt });
  return effectOf(tx, task, decision);
};

const vote = async ({ tx, viewer, input, reason }: Deciding, task: ReachedTask) => {
  const cast = { voter: actorOf(viewer), decision: input.decision, reason, at: input.now };
  await insertVote(tx, { id: randomUUID(), taskId: task.id, ...cast });
  const decisions = (await findVotes(tx, task.id)).map(({ decision }) => decision);
  return standingOf(decisions, task.needsSecondVote);
};

const decide = async (deciding: Deciding): Promise<ReviewStandingNow> => {
  const { tx, viewer, input } = deciding;
  const { taskId, now } = input;
  const task = await reachedTask(tx, viewer, taskId, now);
  await mayAct(tx, viewer, task, now);
  if (!isHeldBy(task, viewer, now)) throw new NotClaimed('taskId: claim it first; a claim holds for an hour');
  sameVersion(task, input.expectedVersion);
  const standing = await vote(deciding, task);
  const childIds = [task.childId, task.candidateChildId];
  const after = { taskId, version: task.version + 1, claimedUntil: null, childIds };
  if (standing.state === 'OPEN') {
    await claimTask(tx, taskId, null);
    return { ...after, state: 'WAITING', decision: null, effect: null };
  }
  const { state, decision } = standing;
  return { ...after, state, decision, effect: await takeEffect(deciding, task, decision) };
};

/** The use case, given what it needs. */
export const decideReview =
  (deps: IngestDeps): DecideReview =>
  async (input) => {
    const viewer = reviewer(input.viewer);
    const reason = reasoned(input.reason, identityReview.leastReason);
    const { taskId, decision, expectedVersion, idempotencyKey } = input;
    const request = [JSON.stringify(['decideReview', viewer.person, taskId, decision, reason, expectedVersion])];
    const terms = { viewer, idempotencyKey, request, outcome: reviewStanding, field: 'reason' };
    return once(deps.pools, terms, (tx, knownAt) => decide({ deps, tx, knownAt, viewer, input, reason }));
  };
