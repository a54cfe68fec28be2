import { builder } from '../builder.ts';
import { standingAfter, standingPayload } from '../types/review-standing.ts';
import { wayTexts } from '../types/way-opened.ts';

const Input = builder.inputType('ReviewClaimInput', {
  description: 'Which review.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The review, `ReviewTask:…`.' }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('reviewClaim', (t) =>
  t.field({
    type: standingPayload('ReviewClaimPayload'),
    nullable: false,
    description: 'Takes a review in hand for an hour, so that nobody else works on it meanwhile.',
    args: { input: t.arg({ type: Input, required: true, description: 'Which review.' }) },
    resolve: (_root, { input }, context) => {
      const { viewer, clock, useCases, idsOf } = context;
      const taskId = viewer ? idsOf('ReviewTask').own(input.taskId) : input.taskId;
      return standingAfter(context, () => useCases.claimReview({ ...input, viewer, taskId, now: clock.now() }));
    },
  }),
);
