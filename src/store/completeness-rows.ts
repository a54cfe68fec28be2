import { z } from 'zod';

const whole = z.coerce.number().int();
const share = z.coerce.number().nullable();
const place = {
  force: z.string().nullable(),
  authority: z.string().nullable(),
  unit: z.string().nullable(),
  week: z.string().nullable(),
  month: z.string().nullable(),
};

/** A row of threads by group. */
export const threadRow = z.object({
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

/** A row of answers by group and field. */
export const fieldRow = z.object({ ...place, field: whole, first: states, latest: states });
/** How one field was answered in the threads of one group. */
export type FieldCounts = Readonly<z.infer<typeof fieldRow>>;

/** A row of feeds. */
export const feedRow = z.object({
  ...{ force: z.string(), notifications: whole, daysWithNone: whole, longestSilenceDays: whole },
  ...{ firstOn: z.string().nullable(), lastOn: z.string().nullable(), lastBefore: z.string().nullable() },
  elements: z.array(z.string()),
});
/** What one feed sent in the period; a feed that sent nothing has a row where it is expected. */
export type FeedCounts = Readonly<z.infer<typeof feedRow>>;
