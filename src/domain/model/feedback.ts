import { z } from 'zod';
import { day, sourceEpisodes, text } from './values.ts';

/** What a child, a parent or a practitioner says of the help given (audit F1-F3). */
export const feedback = z.strictObject({
  sourceEpisodes,
  respondent: z.enum(['CHILD', 'PARENT_OR_CARER', 'PRACTITIONER']),
  givenOn: day.nullable(),
  takenBy: text.nullable(),
  content: text.nullable(),
  auditReference: text.nullable(),
});
export type Feedback = z.infer<typeof feedback>;
