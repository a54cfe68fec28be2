import { z } from 'zod';
import { instant, text } from './values.ts';

/** Domain reference 1.4. */
export const interviewStatuses = [
  'NOT_YET_OFFERED',
  'OFFERED',
  'ACCEPTED',
  'SCHEDULED',
  'COMPLETED',
  'PARTIAL',
  'DECLINED_BY_CHILD',
  'DECLINED_BY_PARENT',
  'NOT_ACHIEVED',
  'NOT_REQUIRED_DECISION',
  'SUPERSEDED_MISSING_AGAIN',
  'DEFERRED_FOR_INVESTIGATION',
  'TRANSFERRED_TO_OTHER_LA',
] as const;

const yesNo = z.enum(['YES', 'NO', 'NOT_APPLICABLE']);

/** A return home interview as one source records it; it may answer several episodes. */
export const interview = z.strictObject({
  /** Source episodes it answers, in the same organisation and numbering. */
  sourceEpisodes: z.array(text),
  status: z.enum(interviewStatuses).nullable(),
  offered: yesNo.nullable(),
  accepted: yesNo.nullable(),
  offeredAt: instant.nullable(),
  heldAt: instant.nullable(),
  interviewer: text.nullable(),
  interviewerRole: text.nullable(),
  account: text.nullable(),
});
export type Interview = z.infer<typeof interview>;
