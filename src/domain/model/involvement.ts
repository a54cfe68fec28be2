import { z } from 'zod';
import { day, text } from './values.ts';

/** What an organisation or person is to a child; `reach.ts` turns each into a relationship. */
export const involvementKinds = [
  'SOCIAL_WORKER',
  'REVIEWING_OFFICER',
  'INTERVIEW_WORKER',
  'EARLY_HELP',
  'SCHOOL',
  'HEALTH',
  'PLACEMENT_PROVIDER',
  'HOST_AUTHORITY',
] as const;

/** An organisation, or a named worker in it, is involved with a child for a time. */
export const involvement = z.strictObject({
  involvement: z.enum(involvementKinds),
  involvedOrganisation: text,
  /** The worker's subject id in tokens; null where the whole organisation is involved. */
  personId: text.nullable(),
  personName: text.nullable(),
  jobTitle: text.nullable(),
  startedOn: day.nullable(),
  endedOn: day.nullable(),
});
export type Involvement = z.infer<typeof involvement>;
