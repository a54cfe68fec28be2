import { z } from 'zod';
import { day, text } from './values.ts';

/** A child on the roll of a school, or known to have left for one that is not known. */
export const enrolment = z.strictObject({
  /** Seven digits (authority and establishment) or a URN; null where the school is not known. */
  school: text.nullable(),
  schoolName: text.nullable(),
  status: z.enum(['CURRENT', 'CURRENT_MAIN', 'CURRENT_SUBSIDIARY', 'GUEST', 'PREVIOUS', 'UNKNOWN']).nullable(),
  yearGroup: text.nullable(),
  startedOn: day.nullable(),
  endedOn: day.nullable(),
  leavingReason: text.nullable(),
  destinationUnknown: z.boolean().nullable(),
  specialNeedsProvision: text.nullable(),
  specialNeeds: z.array(text).nullable(),
  inCare: z.boolean().nullable(),
  careAuthority: text.nullable(),
  safeguardingLead: text.nullable(),
  sessionsPossible: z.int().nullable(),
  sessionsAttended: z.int().nullable(),
  sessionsUnauthorised: z.int().nullable(),
});
export type Enrolment = z.infer<typeof enrolment>;
