import { z } from 'zod';
import { day, text } from './values.ts';

/** What an attendance code means, whatever year's list it is of. */
export const attendanceMeanings = [
  'PRESENT',
  'LATE',
  'ELSEWHERE',
  'AUTHORISED_ABSENCE',
  'UNAUTHORISED_ABSENCE',
  'UNABLE_TO_ATTEND',
  'NOT_REQUIRED',
] as const;

/** One session of one school day. */
export const attendance = z.strictObject({
  school: text.nullable(),
  day,
  session: z.enum(['AM', 'PM']),
  code: text,
  meaning: z.enum(attendanceMeanings).nullable(),
  minutesLate: z.int().nullable(),
  comment: text.nullable(),
});
export type Attendance = z.infer<typeof attendance>;
