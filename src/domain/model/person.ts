import { z } from 'zod';
import { address, contact, day, ethnicity, identifier, partialDate, personName, text } from './values.ts';

export const careStatuses = ['HOME', 'LAC', 'CARE_LEAVER', 'CP_PLAN', 'CIN', 'EARLY_HELP', 'NOT_KNOWN'] as const;
export const sexes = ['FEMALE', 'MALE', 'UNKNOWN'] as const;
export const exploitationLevels = ['NONE', 'EMERGING', 'MODERATE', 'SIGNIFICANT', 'NOT_KNOWN'] as const;

/** What one source says of one person: demographics, circumstances and standing risks. */
export const person = z.strictObject({
  names: z.array(personName),
  birth: partialDate.nullable(),
  sex: z.enum(sexes).nullable(),
  gender: text.nullable(),
  identifiers: z.array(identifier),
  ethnicity: ethnicity.nullable(),
  culture: text.nullable(),
  nationality: text.nullable(),
  religion: text.nullable(),
  firstLanguage: text.nullable(),
  interpreterNeeded: z.boolean().nullable(),
  disabilities: z.array(text).nullable(),
  communicationNeed: text.nullable(),
  homeAddress: address.nullable(),
  /** The source marked the address or the whole record as restricted (PDS R, refuge, non-disclosure order). */
  addressProtected: z.boolean(),
  careStatus: z.enum(careStatuses).nullable(),
  legalStatus: text.nullable(),
  placementType: text.nullable(),
  placementProvider: text.nullable(),
  placementUrn: text.nullable(),
  placementAddress: address.nullable(),
  responsibleAuthority: text.nullable(),
  hostAuthority: text.nullable(),
  outOfArea: z.boolean().nullable(),
  areaNoticeReceived: z.boolean().nullable(),
  height: text.nullable(),
  build: text.nullable(),
  hair: text.nullable(),
  eyes: text.nullable(),
  distinguishingMarks: text.nullable(),
  glasses: z.boolean().nullable(),
  parents: z.array(contact).nullable(),
  professionals: z.array(contact).nullable(),
  sexualExploitation: z.enum(exploitationLevels).nullable(),
  sexualExploitationAssessedOn: day.nullable(),
  criminalExploitation: text.nullable(),
  trafficking: text.nullable(),
  selfHarm: text.nullable(),
  mentalHealth: text.nullable(),
  medicalNeeds: text.nullable(),
  timeCriticalMedication: z.boolean().nullable(),
  substanceUse: text.nullable(),
  liveInvestigation: z.enum(['YES', 'NO', 'NOT_KNOWN']).nullable(),
  investigationContact: contact.nullable(),
  investigationReference: text.nullable(),
  interviewConstraint: text.nullable(),
  personsPosingRisk: z.array(contact).nullable(),
});
export type Person = z.infer<typeof person>;
