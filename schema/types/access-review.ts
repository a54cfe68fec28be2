import { londonDay } from '../../src/domain/dates.ts';
import type { AccessReview as AccessReviewFacts } from '../../src/store/access-grants.ts';
import { builder } from '../builder.ts';

/** A broken glass and what its review found. */
export const AccessReview = builder.objectRef<AccessReviewFacts>('AccessReview').implement({
  description: 'A glass that was broken: who came to which child and why, and what the review of it found.',
  fields: (t) => ({
    grantId: t.exposeID('grantId', { nullable: false, description: 'The id of the review.' }),
    childId: t.id({
      nullable: false,
      description: 'The child, under the reader’s own pseudonym.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
    organisation: t.exposeString('organisation', { description: 'Code of the worker’s organisation.' }),
    person: t.exposeString('person', { description: 'The worker.' }),
    role: t.exposeString('role', { description: 'In which role.' }),
    purpose: t.exposeString('purpose', { description: 'For which purpose.' }),
    reason: t.exposeString('reason', { description: 'Why, in the worker’s words.' }),
    openedAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ openedAt }) => openedAt }),
    until: t.field({ type: 'DateTime', description: 'Until when it let them in.', resolve: ({ until }) => until }),
    reviewDueOn: t.field({
      type: 'Date',
      description: 'Day by which it is reviewed: two working days.',
      resolve: ({ reviewDueOn }) => reviewDueOn,
    }),
    isOverdue: t.boolean({
      nullable: false,
      description: 'Whether that day is over and it was not.',
      resolve: ({ reviewDueOn, reviewedAt }, _args, { clock }) =>
        reviewedAt === null && reviewDueOn < londonDay(clock.now()),
    }),
    reviewedAt: t.field({ type: 'DateTime', description: 'When it was.', resolve: ({ reviewedAt }) => reviewedAt }),
    reviewedBy: t.exposeString('reviewedBy', { description: 'By whom.' }),
    outcome: t.exposeString('outcome', { description: 'JUSTIFIED or NOT_JUSTIFIED.' }),
    note: t.exposeString('note', { description: 'What the reviewer noted.' }),
  }),
});
