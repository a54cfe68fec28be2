import type { Pool } from 'pg';
import { z } from 'zod';
import {
  type CandidateQuestion,
  type CompletenessQuestion,
  candidatesSql,
  feedsSql,
  isSummed,
  liveFields,
  summedFields,
  threadsSql,
  valuesOf,
  wholeMonths,
} from './completeness-sql.ts';
import { select } from './transaction.ts';

const whole = z.coerce.number().int();
const share = z.coerce.number().nullable();
const place = {
  force: z.string().nullable(),
  authority: z.string().nullable(),
  unit: z.string().nullable(),
  week: z.string().nullable(),
  month: z.string().nullable(),
};

const threadRow = z.object({
  ...place,
  ...{ notifications: whole, firstComplete: whole, latestComplete: whole },
  ...{ firstScore: share, latestScore: share, firstSeedScore: share, latestSeedScore: share },
  medianHoursToComplete: share,
});
/** Threads of one group: how many were complete, and how much of what was required of them was answered. */
export type ThreadCounts = Readonly<z.infer<typeof threadRow>>;

const stateCounts = {
  ...{ applies: whole, passes: whole, notKnown: whole, declined: whole },
  ...{ notApplicable: whole, missing: whole, invalid: whole, withheld: whole },
};
const states = z.object(stateCounts);
export type StateCounts = Readonly<z.infer<typeof states>>;

const fieldRow = z.object({ ...place, field: whole, first: states, latest: states });
/** How one field was answered in the threads of one group. */
export type FieldCounts = Readonly<z.infer<typeof fieldRow>>;

const feedRow = z.object({
  ...{ force: z.string(), notifications: whole, daysWithNone: whole, longestSilenceDays: whole },
  ...{ firstOn: z.string(), lastOn: z.string(), elements: z.array(z.string()) },
});
/** What one feed sent in the period. */
export type FeedCounts = Readonly<z.infer<typeof feedRow>>;

/** Counts answers. It knows of no policy: who may ask for what is decided before. */
export interface CompletenessCounts {
  threads(question: CompletenessQuestion): Promise<readonly ThreadCounts[]>;
  fields(question: CompletenessQuestion): Promise<readonly FieldCounts[]>;
  feeds(question: CompletenessQuestion): Promise<readonly FeedCounts[]>;
  /** Ids of notifications that open a thread of the cell, in order of id. */
  candidates(question: CandidateQuestion): Promise<readonly string[]>;
}

const readFields = (pool: Pool, question: CompletenessQuestion): Promise<readonly FieldCounts[]> => {
  const values = [...valuesOf(question), question.hidden, question.limit];
  return isSummed(question)
    ? select(pool, fieldRow, summedFields(question), [...values, ...wholeMonths(question)])
    : select(pool, fieldRow, liveFields(question), values);
};

const idRow = z.object({ id: z.string() });

/** Counts with the role whose one duty it is. */
export const openCompletenessCounts = (pool: Pool): CompletenessCounts => ({
  threads: (question) =>
    select(pool, threadRow, threadsSql(question), [...valuesOf(question), String(question.seedMask), question.limit]),
  fields: (question) => readFields(pool, question),
  feeds: (question) => select(pool, feedRow, feedsSql(question), valuesOf(question)),
  candidates: async (question) => {
    const { authority, unit, field, limit } = question;
    const values = [...valuesOf(question), authority, unit, field, limit];
    return (await select(pool, idRow, candidatesSql(question), values)).map(({ id }) => id);
  },
});
