import type { ShownReview } from '../../src/app/review/list-reviews.ts';
import { builder } from '../builder.ts';
import { PageInfo } from './connection.ts';
import { ReviewTaskSummary } from './review-task.ts';

/** A page of reviews. */
export interface ReviewPage {
  readonly rows: readonly { readonly row: ShownReview; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

const Edge = builder.objectRef<ReviewPage['rows'][number]>('ReviewTaskEdge').implement({
  description: 'A review on a page, and where it stands.',
  fields: (t) => ({
    cursor: t.string({
      nullable: false,
      description: 'Where it stands. Encrypted: it says nothing of the review.',
      resolve: ({ cursor }) => cursor,
    }),
    node: t.field({ type: ReviewTaskSummary, nullable: false, description: 'The review.', resolve: ({ row }) => row }),
  }),
});

export const ReviewTaskConnection = builder.objectRef<ReviewPage>('ReviewTaskConnection').implement({
  description: 'A page of reviews, the most urgent first as far as the reader may know what makes them so.',
  fields: (t) => ({
    edges: t.field({
      type: [Edge],
      nullable: { list: false, items: false },
      description: 'The reviews with their cursors.',
      resolve: ({ rows }) => [...rows],
    }),
    nodes: t.field({
      type: [ReviewTaskSummary],
      nullable: { list: false, items: false },
      description: 'The reviews.',
      resolve: ({ rows }) => rows.map(({ row }) => row),
    }),
    pageInfo: t.field({
      type: PageInfo,
      nullable: false,
      description: 'Where the page stands.',
      resolve: (page) => page,
    }),
  }),
});
