import { NotPermitted } from '../../src/domain/errors.ts';
import type { AccessReview as AccessReviewFacts } from '../../src/store/access-grants.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { AccessReview } from '../types/access-review.ts';

interface Page {
  readonly reviews: readonly AccessReviewFacts[];
  readonly hasMore: boolean;
}

const AccessReviewPage = builder.objectRef<Page>('AccessReviewPage').implement({
  description: 'Broken glasses, those to be reviewed first coming first.',
  fields: (t) => ({
    reviews: t.field({
      type: [AccessReview],
      nullable: { list: false, items: false },
      description: 'The broken glasses.',
      resolve: ({ reviews }) => [...reviews],
    }),
    hasMore: t.exposeBoolean('hasMore', { nullable: false, description: 'Whether there are more after the last.' }),
  }),
});

interface Asked {
  readonly waiting?: boolean | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const usual = 50;

const pageOf = async ({ waiting, first, after }: Asked, context: HubContext): Promise<Page | null> => {
  const { viewer, useCases } = context;
  const count = first ?? usual;
  try {
    const listed = await useCases.listAccessReviews({
      ...{ viewer, first: count },
      ...{ waiting: waiting ?? null, after: after ?? null },
    });
    const reviews = listed.slice(0, count);
    for (const { childId } of reviews) context.tell(childId);
    return { reviews, hasMore: listed.length > count };
  } catch (error) {
    if (error instanceof NotPermitted) return null;
    throw error;
  }
};

builder.queryField('accessReviews', (t) =>
  t.field({
    type: AccessReviewPage,
    description:
      'Glasses broken to children of the reader’s partnership. For a data protection officer; null for anybody else.',
    args: {
      waiting: t.arg.boolean({ description: 'Only those that wait for review, or only those that do not.' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      after: t.arg.id({ description: 'The `grantId` after which the list goes on.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => pageOf(asked, context),
  }),
);
