import type { ShownReview } from '../../src/app/review/list-reviews.ts';
import type { ReviewInFull } from '../../src/app/review/show-review.ts';
import { reviewReasons } from '../../src/domain/link/review.ts';
import { reviewStates } from '../../src/store/review-tasks.ts';
import { builder, type HubSchemaTypes } from '../builder.ts';
import { Absence } from './absence.ts';
import { resolvedAbsences } from './resolved-absences.ts';
import { ReviewEvidence, ReviewNeighbour, ReviewRunnerUp } from './review-evidence.ts';
import { ReviewRecord } from './review-record.ts';
import { ReviewConflict, ReviewDecision, ReviewVote } from './review-vote.ts';

type Extended = PothosSchemaTypes.ExtendDefaultTypes<HubSchemaTypes>;

export const ReviewState = builder.enumType('ReviewState', {
  description: 'WAITING until decided; OVERTAKEN where nothing was left to decide.',
  values: reviewStates,
});
const ReviewReason = builder.enumType('ReviewReason', {
  description: 'Why somebody is asked; REVIEW to whoever may not know more.',
  values: reviewReasons,
});

type ReviewFields<Review extends ShownReview> = PothosSchemaTypes.ObjectFieldBuilder<Extended, Review>;

const standing = <Review extends ShownReview>(t: ReviewFields<Review>) => ({
  id: t.id({
    nullable: false,
    description: '`ReviewTask:…`, the reader’s pseudonym where they have one.',
    resolve: ({ task }, _args, { idsOf }) => idsOf('ReviewTask').global(task.id),
  }),
  version: t.int({
    nullable: false,
    description: 'To be given back with a decision: what was decided by.',
    resolve: ({ task }) => task.version,
  }),
  state: t.field({
    type: ReviewState,
    nullable: false,
    description: 'How it stands.',
    resolve: ({ task }) => task.state,
  }),
  openedAt: t.field({ type: 'DateTime', description: 'Since when it waits.', resolve: ({ task }) => task.openedAt }),
  dueAt: t.field({
    type: 'DateTime',
    description: 'By when it is due: sooner for a child at risk or missing.',
    resolve: ({ task }) => task.dueAt,
  }),
  closedAt: t.field({ type: 'DateTime', description: 'When it was closed.', resolve: ({ task }) => task.closedAt }),
  decision: t.field({
    type: ReviewDecision,
    description: 'What was decided, once it is.',
    resolve: ({ task }) => task.decision,
  }),
});

const circumstances = <Review extends ShownReview>(
  t: ReviewFields<Review>,
  type: 'ReviewTask' | 'ReviewTaskSummary',
) => ({
  childId: t.id({
    nullable: false,
    description: 'The child the record is taken to be now, `Child:…`.',
    resolve: ({ task }, _args, { childIds }) => childIds.global(task.childId),
  }),
  candidateChildId: t.id({
    nullable: false,
    description: 'The child it may be.',
    resolve: ({ task }, _args, { childIds }) => childIds.global(task.candidateChildId),
  }),
  hasRiskFlag: t.boolean({
    description: 'Whether either child has an open risk flag.',
    resolve: ({ task }) => task.hasRiskFlag,
  }),
  missingNow: t.boolean({
    description: 'Whether either child is missing now.',
    resolve: ({ task }) => task.isMissing,
  }),
  claimedUntil: t.field({
    type: 'DateTime',
    description: 'Until when it is in somebody’s hands; null where it is in nobody’s.',
    resolve: ({ claimedUntil }) => claimedUntil,
  }),
  isClaimedByYou: t.boolean({
    nullable: false,
    description: 'Whether those are the reader’s.',
    resolve: ({ isClaimedByYou }) => isClaimedByYou,
  }),
  hasVoted: t.boolean({
    nullable: false,
    description: 'Whether the reader has voted.',
    resolve: ({ task }) => task.hasVoted,
  }),
  isDisputed: t.boolean({
    nullable: true,
    description: 'Whether people differ; told only to whoever has voted, or settles it.',
    resolve: ({ isDisputed }) => isDisputed,
  }),
  absences: t.field({
    type: [Absence],
    nullable: { list: false, items: false },
    description: 'Why a governed field of this review is null.',
    resolve: ({ mask, task }) => [...resolvedAbsences(type, mask, { ...task })],
  }),
});

/** A review without what it is decided by. */
export const ReviewTaskSummary = builder.objectRef<ShownReview>('ReviewTaskSummary').implement({
  description: 'A question to a person, is this record of that child?, without what it is decided by.',
  fields: (t) => ({ ...standing(t), ...circumstances(t, 'ReviewTaskSummary') }),
});

/** A review with everything it is decided by. */
export const ReviewTask = builder.objectRef<ReviewInFull>('ReviewTask').implement({
  description: 'A question to a person: is this record of that child? With everything it is decided by.',
  fields: (t) => ({
    ...standing(t),
    ...circumstances(t, 'ReviewTask'),
    reason: t.field({
      type: ReviewReason,
      nullable: false,
      description: 'Why somebody is asked.',
      resolve: ({ reason }) => reason,
    }),
    records: t.field({
      type: [ReviewRecord],
      nullable: { list: false, items: false },
      description: 'What sources say of the child the record is of now, the record first.',
      resolve: ({ records }) => [...records],
    }),
    candidates: t.field({
      type: [ReviewRecord],
      nullable: { list: false, items: false },
      description: 'What sources say of the child it may be, the most alike first.',
      resolve: ({ candidates }) => [...candidates],
    }),
    evidence: t.field({
      type: ReviewEvidence,
      nullable: true,
      description: 'What speaks for one child, and what against; null where the two were never compared.',
      resolve: ({ evidence }) => evidence,
    }),
    runnerUp: t.field({
      type: ReviewRunnerUp,
      nullable: true,
      description: 'The next best child, where the reader reaches it.',
      resolve: ({ runnerUp }) => runnerUp,
    }),
    household: t.field({
      type: [ReviewNeighbour],
      nullable: { list: false, items: false },
      description: 'Possible brothers, sisters and twins whom the reader reaches.',
      resolve: ({ household }) => [...household],
    }),
    conflicts: t.field({
      type: [ReviewConflict],
      nullable: { list: false, items: false },
      description: 'What stands against one child; none to whoever may not see the identity of both.',
      resolve: ({ conflicts }) => [...conflicts],
    }),
    votes: t.field({
      type: [ReviewVote],
      nullable: { list: true, items: false },
      description: 'What others said; null until the reader has voted, or settles what others differ about.',
      resolve: ({ votes, mask }) => votes?.map((vote) => ({ ...vote, mask })) ?? null,
    }),
  }),
});
