import { z } from 'zod';
import type { GeneratedOperation } from './generated-operations.ts';
import type { Random } from './random.ts';

/** A list that is walked page by page. */
export interface PagedList {
  /** The root field. */
  readonly field: string;
  /** A page of it, after the cursor `$after`, under a filter drawn by chance. */
  operation(random: Random): GeneratedOperation;
}

const filters: Readonly<Record<string, readonly string[]>> = {
  children: ['missingNow: true', 'missingNow: false'],
  episodes: ['status: OPEN', 'startedFrom: "2015-10-14"', 'startedBefore: "2015-10-14"'],
  notifications: ['messageType: NEW', 'sentFrom: "2015-10-14T08:00:00Z"', 'sentBefore: "2015-10-14T08:00:00Z"'],
  interviews: ['offeredFrom: "2015-10-14T08:00:00Z"', 'offeredBefore: "2015-10-14T08:00:00Z"'],
  meetings: ['decision: CONVENED', 'heldFrom: "2015-10-14T08:00:00Z"', 'heldBefore: "2015-10-14T08:00:00Z"'],
};

/** Every paged list of the schema. */
export const pagedLists: readonly PagedList[] = Object.entries(filters).map(([field, words]) => ({
  field,
  operation: (random) => {
    const filter = random.chance(0.7) ? `, ${random.pick(words)}` : '';
    const first = 2 + random.below(5);
    return {
      text: `query($after: String) { page: ${field}(first: ${first}, after: $after${filter}) {
        nodes { id absences { field reason } } edges { cursor } pageInfo { hasNextPage startCursor endCursor } } }`,
      variables: {},
    };
  },
}));

const page = z.object({
  data: z.object({
    page: z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }),
  }),
});

/** The cursor of the page that follows an answered one, or null after the last. */
export const pageOf = (answer: string): string | null => {
  const { hasNextPage, endCursor } = page.parse(JSON.parse(answer)).data.page.pageInfo;
  return hasNextPage ? endCursor : null;
};
