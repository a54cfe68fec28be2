import type { Pool } from 'pg';
import { z } from 'zod';
import {
  type FeedCounts,
  type FieldCounts,
  feedRow,
  fieldRow,
  type ThreadCounts,
  threadRow,
} from './completeness-rows.ts';
import {
  type CandidateQuestion,
  type CompletenessQuestion,
  candidatesSql,
  type FeedQuestion,
  feedsSql,
  liveFields,
  threadsSql,
  valuesOf,
} from './completeness-sql.ts';
import { isSummed, readSums } from './completeness-sums.ts';
import { select } from './transaction.ts';
import { countUncounted } from './uncounted.ts';

/** Counts answers. It knows of no policy: who may ask for what is decided before. */
export interface CompletenessCounts {
  threads(question: CompletenessQuestion): Promise<readonly ThreadCounts[]>;
  fields(question: CompletenessQuestion): Promise<readonly FieldCounts[]>;
  /** What each feed sent, those expected among them that sent nothing. */
  feeds(question: FeedQuestion): Promise<readonly FeedCounts[]>;
  /** Ids of notifications that open a thread of the cell, in order of id. */
  candidates(question: CandidateQuestion): Promise<readonly string[]>;
  /** How many notifications are in no count until their children are derived anew. */
  uncounted(): Promise<number>;
}

const readLive = (pool: Pool, question: CompletenessQuestion): Promise<readonly FieldCounts[]> =>
  select(pool, fieldRow, liveFields(question), [...valuesOf(question), question.hidden, question.limit]);

const idRow = z.object({ id: z.string() });

/** Counts with the role whose one duty it is. */
export const openCompletenessCounts = (pool: Pool): CompletenessCounts => ({
  threads: (question) =>
    select(pool, threadRow, threadsSql(question), [...valuesOf(question), String(question.seedMask), question.limit]),
  fields: (question) => (isSummed(question) ? readSums : readLive)(pool, question),
  feeds: (question) => select(pool, feedRow, feedsSql(question), [...valuesOf(question), question.expected]),
  candidates: async (question) => {
    const { authority, unit, field, limit } = question;
    const values = [...valuesOf(question), authority, unit, field, limit];
    return (await select(pool, idRow, candidatesSql(question), values)).map(({ id }) => id);
  },
  uncounted: () => countUncounted(pool),
});
