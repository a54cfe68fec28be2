import { z } from 'zod';
import { instant, sourceEpisodes, text } from './values.ts';

/** What a professional is to the child they were told about. */
export const noticeRoles = [
  'SOCIAL_WORKER',
  'REVIEWING_OFFICER',
  'CP_CHAIR',
  'EARLY_HELP_LEAD',
  'PARENT_OR_CARER',
  'PLACEMENT_PROVIDER',
  'SCHOOL_SAFEGUARDING_LEAD',
  'HEALTH_NAMED_NURSE',
  'HOST_AUTHORITY',
  'OFFICER_IN_CASE',
  'OTHER',
] as const;

/** A professional was told of an absence, a return or a meeting, and what they answered. */
export const professionalNotice = z.strictObject({
  sourceEpisodes,
  about: z.enum(['MISSING', 'RETURN', 'MEETING', 'INTERVIEW_RESULT', 'OTHER']),
  recipientRole: z.enum(noticeRoles),
  recipient: text.nullable(),
  recipientOrganisation: text.nullable(),
  sentAt: instant.nullable(),
  method: text.nullable(),
  acknowledgedAt: instant.nullable(),
  response: text.nullable(),
});
export type ProfessionalNotice = z.infer<typeof professionalNotice>;
