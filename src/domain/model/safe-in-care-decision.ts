import { z } from 'zod';
import { day, sourceEpisodes, text } from './values.ts';

/** Whether a Safe in Care assessment was considered for a child missing from care (audit R9). */
export const safeInCareDecision = z.strictObject({
  sourceEpisodes,
  considered: z.boolean().nullable(),
  decidedOn: day.nullable(),
  author: text.nullable(),
  reason: text.nullable(),
  outcome: text.nullable(),
  documentReference: text.nullable(),
});
export type SafeInCareDecision = z.infer<typeof safeInCareDecision>;
