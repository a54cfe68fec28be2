import { reviewOutcomes } from '../../src/store/access-grants.ts';
import { builder } from '../builder.ts';
import { payloadType, refusable, refusals } from '../errors.ts';
import { AccessReview } from '../types/access-review.ts';
import { wayTexts } from '../types/way-opened.ts';

const Payload = builder.unionType('AccessReviewRecordPayload', {
  description: 'The review as it is kept, or why it was refused.',
  types: [AccessReview, ...refusals],
  resolveType: payloadType('AccessReview'),
});

const Outcome = builder.enumType('AccessReviewOutcome', {
  description: 'Whether breaking the glass was justified.',
  values: reviewOutcomes,
});

const Input = builder.inputType('AccessReviewRecordInput', {
  description: 'What the review found.',
  fields: (t) => ({
    grantId: t.id({ required: true, description: 'Which broken glass.' }),
    outcome: t.field({ type: Outcome, required: true, description: 'Whether it was justified.' }),
    note: t.string({ required: true, description: 'Why the reviewer finds so.' }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('accessReviewRecord', (t) =>
  t.field({
    type: Payload,
    nullable: false,
    description: 'Keeps what the review of a broken glass found. Nobody reviews their own.',
    args: { input: t.arg({ type: Input, required: true, description: 'What it found.' }) },
    resolve: (_root, { input }, context) =>
      refusable(async () => {
        const { viewer, clock, useCases } = context;
        const review = await useCases.reviewAccess({ viewer, ...input, now: clock.now() });
        context.tell(review.childId);
        return review;
      }),
  }),
);
