import { z } from 'zod';
import { action, agencyCode, day, instant, sourceEpisodes, text } from './values.ts';

/** Domain reference 1.5. */
export const meetingTriggers = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8'] as const;

const attendee = z.strictObject({
  agency: agencyCode,
  name: text.nullable(),
  role: text.nullable(),
  expected: z.boolean(),
  attendance: z.enum(['PRESENT', 'APOLOGIES', 'ABSENT']),
  reportSent: z.boolean().nullable(),
});

const risk = z.strictObject({ code: text.nullable(), description: text.nullable() });
const aim = z.strictObject({ description: text, code: text.nullable() });

/** A strategy meeting, held or decided against (domain reference 1.5, 3.2). */
export const strategyMeeting = z.strictObject({
  sourceEpisodes,
  /** Criteria the convening authority says were met. */
  triggers: z.array(z.enum(meetingTriggers)).nullable(),
  criterionMetAt: instant.nullable(),
  decision: z.enum(['CONVENED', 'NOT_CONVENED']).nullable(),
  notConvenedReason: text.nullable(),
  decidedBy: text.nullable(),
  decidedAt: instant.nullable(),
  heldAt: instant.nullable(),
  chair: text.nullable(),
  chairRole: text.nullable(),
  attendance: z.array(attendee).nullable(),
  /** What lay on the table: notification, return home interview… */
  tabled: z.array(text).nullable(),
  risks: z.array(risk).nullable(),
  aims: z.array(aim).nullable(),
  actions: z.array(action).nullable(),
  previousActionsReviewed: z.boolean().nullable(),
  disagreement: text.nullable(),
  minutes: text.nullable(),
  minutesSentOn: day.nullable(),
});
export type StrategyMeeting = z.infer<typeof strategyMeeting>;
