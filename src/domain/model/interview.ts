import { z } from 'zod';
import { absenceReasonCode, action, agencyCode, day, harm, instant, sourceEpisodes, text } from './values.ts';

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

/** Who the interviewer is to the child; independence is computed from it (domain reference 1.4). */
export const interviewerClasses = [
  'INDEPENDENT_COMMISSIONED',
  'LA_DEDICATED_TEAM',
  'YOUTH_WORKER',
  'EARLY_HELP',
  'ALLOCATED_SW',
  'OTHER_SW',
  'PLACEMENT_STAFF',
  'POLICE',
  'OTHER',
] as const;

export const declineReasons = [
  'NO_REASON',
  'TALKED_TO_SOMEONE_ELSE',
  'NO_TRUST',
  'FEAR',
  'TOO_MANY_INTERVIEWS',
  'NOT_REALLY_MISSING',
  'OTHER',
] as const;

const yesNo = z.enum(['YES', 'NO', 'NOT_APPLICABLE']);

/** One try to reach the child: the tenacity the audit asks for is counted from these. */
const attempt = z.strictObject({
  at: instant,
  method: z.enum(['VISIT', 'PHONE', 'TEXT', 'ONLINE', 'THROUGH_CARER', 'LETTER', 'OTHER']),
  place: text.nullable(),
  outcome: z.enum(['REACHED', 'NO_ANSWER', 'REFUSED', 'REARRANGED', 'NOT_SAFE']),
});

const sharing = z.strictObject({ agency: agencyCode.nullable(), recipient: text, at: instant.nullable() });

/** A return home interview as one source records it; it may answer several episodes. */
export const interview = z.strictObject({
  sourceEpisodes,
  status: z.enum(interviewStatuses).nullable(),
  offered: yesNo.nullable(),
  accepted: yesNo.nullable(),
  offeredAt: instant.nullable(),
  scheduledAt: instant.nullable(),
  heldAt: instant.nullable(),
  attempts: z.array(attempt).nullable(),
  declineReason: z.enum(declineReasons).nullable(),
  carerInformationTaken: z.boolean().nullable(),
  /** Why no interview is needed, or why it waits, and who decided so. */
  decisionReason: text.nullable(),
  decidedBy: text.nullable(),
  interviewer: text.nullable(),
  interviewerRole: text.nullable(),
  interviewerClass: z.enum(interviewerClasses).nullable(),
  childPreference: z.boolean().nullable(),
  preferenceReason: text.nullable(),
  place: text.nullable(),
  /** What the interviewer read beforehand. */
  preparedFrom: z.array(text).nullable(),
  /** The check for a live investigation: when it was made, what it found, when the officer was rung. */
  investigationCheckedAt: instant.nullable(),
  investigationFound: z.enum(['YES', 'NO', 'NOT_KNOWN']).nullable(),
  officerContactedAt: instant.nullable(),
  accessNeeds: text.nullable(),
  account: text.nullable(),
  quotes: z.array(text).nullable(),
  wishes: text.nullable(),
  reasons: z.array(absenceReasonCode).nullable(),
  leadUp: text.nullable(),
  whereabouts: text.nullable(),
  companions: text.nullable(),
  travel: text.nullable(),
  harm: z.array(harm).nullable(),
  sinceReturn: text.nullable(),
  analysis: text.nullable(),
  actions: z.array(action).nullable(),
  sharedWith: z.array(sharing).nullable(),
  childTold: z.boolean().nullable(),
  reviewOn: day.nullable(),
  differenceMade: text.nullable(),
});
export type Interview = z.infer<typeof interview>;
