import { z } from 'zod';
import { address, contact, day, instant, text } from './values.ts';

/** Three vocabularies that are never mapped onto each other (domain reference, trap 4). */
export const episodeCategories = ['MISSING', 'AWAY_WITHOUT_AUTHORISATION', 'POLICE_ABSENT'] as const;
export const riskGrades = ['VERY_LOW', 'NO_APPARENT_RISK', 'LOW', 'MEDIUM', 'HIGH', 'ABSENT_2013'] as const;

/**
 * One source's statement about one absence. Statements sharing `sourceEpisode` in one organisation speak of the
 * same source episode. `...On` is a local date and always known where the time is; `...At` is null when only the
 * date is.
 */
export const missingEpisode = z.strictObject({
  sourceEpisode: text,
  category: z.enum(episodeCategories).nullable(),
  startedOn: day.nullable(),
  startedAt: instant.nullable(),
  endedOn: day.nullable(),
  endedAt: instant.nullable(),
  reportedAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  lastSeenPlace: text.nullable(),
  lastSeenBy: text.nullable(),
  missingFrom: text.nullable(),
  circumstances: text.nullable(),
  riskGrade: z.enum(riskGrades).nullable(),
  riskGradedAt: instant.nullable(),
  riskGradedBy: text.nullable(),
  riskRationale: text.nullable(),
  riskFactors: z.array(text).nullable(),
  outOfCharacter: z.enum(['YES', 'NO', 'NOT_KNOWN']).nullable(),
  likelyPlaces: z.array(address).nullable(),
  thoughtToBeWith: z.array(contact).nullable(),
  foundAt: instant.nullable(),
  returnedAt: instant.nullable(),
  foundPlace: text.nullable(),
  foundBy: text.nullable(),
  preventionInterviewDone: z.boolean().nullable(),
  preventionInterviewAt: instant.nullable(),
  preventionInterviewNotDoneReason: text.nullable(),
  harm: z.array(text).nullable(),
  reasons: z.array(text).nullable(),
  /** The source withdrew the report: it was not an absence after all. */
  cancelled: z.boolean(),
});
export type MissingEpisode = z.infer<typeof missingEpisode>;
