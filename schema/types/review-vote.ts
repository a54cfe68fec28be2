import { type ReviewConflict as ConflictId, reviewConflicts } from '../../src/app/review/conflicts.ts';
import { reviewDecisions } from '../../src/domain/link/review.ts';
import { personOf } from '../../src/domain/viewer.ts';
import type { ReviewVote as Vote } from '../../src/store/review-tasks.ts';
import { builder } from '../builder.ts';
import { Absence } from './absence.ts';
import { resolvedAbsences } from './resolved-absences.ts';

/** What may be said of a record and a child. */
export const ReviewDecision = builder.enumType('ReviewDecision', {
  description: 'What somebody says of a record and a child.',
  values: {
    SAME: { description: reviewDecisions.SAME },
    DIFFERENT: { description: reviewDecisions.DIFFERENT },
    SIBLING: { description: reviewDecisions.SIBLING },
    UNSURE: { description: reviewDecisions.UNSURE },
  },
});

interface ShownVote extends Vote {
  readonly mask: bigint;
}

export const ReviewVote = builder.objectRef<ShownVote>('ReviewVote').implement({
  description: 'What one person said.',
  fields: (t) => ({
    decision: t.field({
      type: ReviewDecision,
      nullable: false,
      description: 'What they said.',
      resolve: ({ decision }) => decision,
    }),
    at: t.field({ type: 'DateTime', nullable: false, description: 'When.', resolve: ({ at }) => at }),
    person: t.string({ description: 'Who.', resolve: ({ voter }) => personOf(voter) }),
    reason: t.exposeString('reason', { description: 'Why, in their words, which may name the child.' }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why a null field of this vote is null.',
      resolve: (vote) => [...resolvedAbsences('ReviewVote', vote.mask, { ...vote, person: vote.voter })],
    }),
  }),
});

export const ReviewConflict = builder.objectRef<ConflictId>('ReviewConflict').implement({
  description: 'What the records of both together say that one child’s do not.',
  fields: (t) => ({
    id: t.string({ nullable: false, description: 'A stable word for it.', resolve: (id) => id }),
    says: t.string({ nullable: false, description: 'What it is.', resolve: (id) => reviewConflicts[id] }),
  }),
});
