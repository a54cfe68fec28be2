import { builder } from '../builder.ts';
import { standingAfter, standingPayload } from '../types/review-standing.ts';
import { ReviewDecision } from '../types/review-vote.ts';
import { wayTexts } from '../types/way-opened.ts';

const Input = builder.inputType('ReviewDecideInput', {
  description: 'What the caller says of a record and a child, and why.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The review, `ReviewTask:…`.' }),
    decision: t.field({ type: ReviewDecision, required: true, description: 'What the caller says.' }),
    reason: t.string({ required: true, description: 'Why, in words somebody can be asked about.' }),
    expectedVersion: t.int({ required: true, description: 'The version the caller decided by.' }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('reviewDecide', (t) =>
  t.field({
    type: standingPayload('ReviewDecidePayload'),
    nullable: false,
    description:
      'Says whether a record is of a child. It takes effect at once, or waits for a second person who is not told what the first one said.',
    args: { input: t.arg({ type: Input, required: true, description: 'What the caller says.' }) },
    resolve: (_root, { input }, context) => {
      const { viewer, clock, useCases, idsOf } = context;
      const taskId = viewer ? idsOf('ReviewTask').own(input.taskId) : input.taskId;
      return standingAfter(context, () => useCases.decideReview({ ...input, viewer, taskId, now: clock.now() }));
    },
  }),
);
