import { z } from 'zod';
import { contact, day, instant, sourceEpisodes, text } from './values.ts';

/** A police investigation that touches the child; a lock is the officer's, with an end and a day of review. */
export const investigation = z.strictObject({
  sourceEpisodes,
  reference: text.nullable(),
  status: z.enum(['LIVE', 'CLOSED']).nullable(),
  subject: text.nullable(),
  officer: contact.nullable(),
  startedOn: day.nullable(),
  endedOn: day.nullable(),
  interviewConstraint: text.nullable(),
  locked: z.boolean().nullable(),
  lockedUntil: instant.nullable(),
  lockReviewOn: day.nullable(),
});
export type Investigation = z.infer<typeof investigation>;
