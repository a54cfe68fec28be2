import { type ShownEvidence, showEvidence } from '../../domain/link/review-evidence.ts';
import { neededBit } from '../../domain/mask.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { findChildMask } from '../../store/child-mask.ts';
import type { Pools } from '../../store/pools.ts';
import {
  type ComparedMember,
  findComparedMembers,
  findExplainedEdge,
  findNeighbours,
  type Neighbour,
} from '../../store/review-evidence.ts';
import { findVotes, type ReachedTask, type ReviewVote } from '../../store/review-tasks.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { isLead, reachedTask, reviewer } from './checks.ts';
import { conflictsOf, type ReviewConflict } from './conflicts.ts';
import { type ShownReview, shownReview } from './list-reviews.ts';
import { type Said, type ShownRecord, saidOf, shownRecord } from './shown-record.ts';

/** A child beside the two, whom the viewer reaches, with their mask for it. */
export type Reached<Beside> = Beside & { readonly mask: bigint };
/** The next best child. */
export interface RunnerUp {
  readonly childId: string;
}

/** A review with everything somebody decides by, as far as the viewer may know it. */
export interface ReviewInFull extends ShownReview {
  /** Why it was opened; REVIEW to whoever may not know more. */
  readonly reason: ReachedTask['reason'];
  /** What sources say of the child the record is of now, and of the one it may be; the compared one first. */
  readonly records: readonly ShownRecord[];
  readonly candidates: readonly ShownRecord[];
  readonly evidence: ShownEvidence | null;
  /** The next best child, where the viewer reaches it. */
  readonly runnerUp: Reached<RunnerUp> | null;
  readonly household: readonly Reached<Neighbour>[];
  readonly conflicts: readonly ReviewConflict[];
  /** Nothing before the viewer has voted, save to whoever settles what others differ about. */
  readonly votes: readonly ReviewVote[] | null;
}

export interface ShowReviewInput {
  readonly viewer: Viewer | null;
  readonly taskId: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * One review with its evidence. Who has no relationship to both children is told that there is none.
 * @throws NotPermitted, NotFound
 */
export type ShowReview = (input: ShowReviewInput) => Promise<ReviewInFull>;

interface Showing {
  readonly tx: Transaction;
  readonly viewer: Viewer;
  readonly task: ReachedTask;
  readonly now: string;
}

const comparedFirst = (one: ShownRecord, other: ShownRecord): number =>
  Number(other.isCompared) - Number(one.isCompared);

const recordsIn =
  (members: readonly ComparedMember[], said: Said) =>
  (childId: string, compared: string, mask: bigint): readonly ShownRecord[] =>
    members
      .filter((member) => member.childId === childId)
      .map((member) =>
        shownRecord(member, said.get(member.subjectId) ?? [], { mask, isCompared: member.subjectId === compared }),
      )
      .toSorted(comparedFirst);

const reachedAmong = async <Beside extends RunnerUp>(
  { tx, viewer, now }: Showing,
  beside: readonly Beside[],
): Promise<readonly Reached<Beside>[]> => {
  const reached: Reached<Beside>[] = [];
  for (const one of beside) {
    const mask = await findChildMask(tx, viewer, one.childId, now);
    if (mask !== null) reached.push({ ...one, mask });
  }
  return reached;
};

const explained = async (showing: Showing) => {
  const { tx, task } = showing;
  const edge = await findExplainedEdge(tx, task.subjectId, task.candidateSubjectId);
  const next = edge?.runnerUp ?? null;
  const isOther = next !== null && next !== task.childId && next !== task.candidateChildId;
  const [runnerUp = null] = await reachedAmong(showing, isOther ? [{ childId: next }] : []);
  const evidence =
    edge === undefined
      ? null
      : showEvidence(
          { ...edge.explanation, guards: edge.guards, runnerUp: null },
          {
            masks: [task.mask, task.candidateMask],
            hasVoted: task.hasVoted || task.state !== 'WAITING',
            margin: runnerUp === null ? null : edge.margin,
          },
        );
  return { evidence, runnerUp };
};

const seesIdentity = neededBit('ID', 'full');

const mayKnowReason = ({ reason }: ReachedTask, mask: bigint, runnerUp: RunnerUp | null): boolean =>
  (mask & seesIdentity) !== 0n && (reason !== 'MARGIN' || runnerUp !== null);

const inFull = async (showing: Showing): Promise<ReviewInFull> => {
  const { tx, viewer, task, now } = showing;
  const children = [task.childId, task.candidateChildId];
  const members = await findComparedMembers(tx, children);
  const said = await saidOf(tx, members);
  const records = recordsIn(members, said);
  const review = await shownReview(tx, viewer, task, now);
  const { evidence, runnerUp } = await explained(showing);
  const seesVotes = task.hasVoted || task.state !== 'WAITING' || (isLead(viewer) && review.isDisputed === true);
  return {
    ...review,
    reason: mayKnowReason(task, review.mask, runnerUp) ? task.reason : 'REVIEW',
    records: records(task.childId, task.subjectId, task.mask),
    candidates: records(task.candidateChildId, task.candidateSubjectId, task.candidateMask),
    evidence,
    runnerUp,
    household: await reachedAmong(showing, await findNeighbours(tx, children)),
    conflicts: (review.mask & seesIdentity) === 0n ? [] : conflictsOf([...said.values()].flat()),
    votes: seesVotes ? await findVotes(tx, task.id) : null,
  };
};

/** The use case, given what it needs. */
export const showReview =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ShowReview =>
  async ({ viewer: asking, taskId, now }) => {
    const viewer = reviewer(asking);
    return inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      return inFull({ tx, viewer, now, task: await reachedTask(tx, viewer, taskId, now) });
    });
  };
