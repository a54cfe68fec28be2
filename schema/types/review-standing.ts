import type { ReviewStandingNow } from '../../src/app/review/claim-review.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { handedRefusals, payloadType, refusable } from '../errors.ts';
import { ReviewState } from './review-task.ts';
import { ReviewDecision } from './review-vote.ts';

type Standing = ReviewStandingNow & { readonly repeated: boolean };

const ReviewStanding = builder.objectRef<Standing>('ReviewStanding').implement({
  description: 'How a review stands after somebody acted on it.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The review.',
      resolve: ({ taskId }, _args, { idsOf }) => idsOf('ReviewTask').global(taskId),
    }),
    version: t.exposeInt('version', { nullable: false, description: 'Its version now.' }),
    state: t.expose('state', { type: ReviewState, nullable: false, description: 'How it stands.' }),
    claimedUntil: t.field({
      type: 'DateTime',
      description: 'Until when it is in the caller’s hands; null once they have voted.',
      resolve: ({ claimedUntil }) => claimedUntil,
    }),
    decision: t.field({
      type: ReviewDecision,
      description: 'What was decided; null where another person is asked.',
      resolve: ({ decision }) => decision,
    }),
    effect: t.exposeString('effect', {
      nullable: true,
      description:
        'JOINED, HELD_APART, or NOT_JOINED: said to be one child, and they will be once their numbers no longer contradict it.',
    }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
  }),
});

/** The payload of a mutation of a review, or why it was refused. */
export const standingPayload = (name: string) =>
  builder.unionType(name, {
    description: 'How the review stands, or why nothing was done.',
    types: [ReviewStanding, ...handedRefusals],
    resolveType: payloadType('ReviewStanding'),
  });

/** Acts on a review; the ledger is told whom it was about. */
export const standingAfter = (context: HubContext, act: () => Promise<Standing>) =>
  refusable(async () => {
    const standing = await act();
    for (const childId of standing.childIds) context.tell(childId);
    return standing;
  });
