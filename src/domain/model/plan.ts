import { z } from 'zod';
import { contact, day, text } from './values.ts';

export const planTypes = ['EARLY_HELP', 'CHILD_IN_NEED', 'CHILD_PROTECTION', 'CARE', 'SAFETY'] as const;

/** A plan of support, or the episode of early help that ought to have one. */
export const plan = z.strictObject({
  planType: z.enum(planTypes),
  /** Whether a plan is written; an episode of early help may be open without one (audit X7). */
  hasPlan: z.boolean().nullable(),
  startedOn: day.nullable(),
  endedOn: day.nullable(),
  reviewedOn: day.nullable(),
  updatedOn: day.nullable(),
  reason: text.nullable(),
  endReason: text.nullable(),
  provider: text.nullable(),
  lead: contact.nullable(),
  needs: z.array(text).nullable(),
  goals: z.array(text).nullable(),
});
export type Plan = z.infer<typeof plan>;
