import { z } from 'zod';

/** An ISO 8601 instant in UTC, as text: text keeps microseconds and never shifts a day. */
export const instant = z.iso.datetime({ offset: true });
/** A calendar date `YYYY-MM-DD`, England local. */
export const day = z.iso.date();
export const text = z.string().min(1);

/** A date known to the year, month or day. */
export const partialDate = z.strictObject({
  earliest: day,
  latest: day,
  precision: z.enum(['YEAR', 'MONTH', 'DAY']),
});
export type PartialDate = z.infer<typeof partialDate>;

export const personName = z.strictObject({
  use: z.enum(['LEGAL', 'PREFERRED', 'ALIAS', 'FORMER']),
  given: text.nullable(),
  family: text.nullable(),
});
export type PersonName = z.infer<typeof personName>;

export const identifierSystems = ['nhs-number', 'upn', 'former-upn', 'uln', 'authority-child-id'] as const;
export const identifier = z.strictObject({
  system: z.enum(identifierSystems),
  value: text,
  /** GSS code of the authority for `authority-child-id`, and the numbering system it is scoped by. */
  authority: text.nullable(),
  numbering: text.nullable(),
  /** Whether the value passes its check digit or letter; only a valid one is identity evidence. */
  valid: z.boolean(),
});
export type Identifier = z.infer<typeof identifier>;

export const address = z.strictObject({
  lines: z.array(text),
  postcode: text.nullable(),
  uprn: text.nullable(),
});
export type Address = z.infer<typeof address>;

/** A professional, carer, parent or third party as a source named them. */
export const contact = z.strictObject({
  name: text.nullable(),
  relationship: text.nullable(),
  phone: text.nullable(),
  organisation: text.nullable(),
});
export type Contact = z.infer<typeof contact>;

export const ethnicity = z.strictObject({
  /** DfE four-letter code, where the source's code can be carried over without loss. */
  code: text.nullable(),
  sourceCode: text,
  scheme: z.enum(['DFE', 'POLICE_16_1', 'POLICE_18_1', 'NHS', 'TEXT']),
  statedBy: z.enum(['SELF', 'PARENT', 'OFFICER', 'NOT_SAID']),
});
export type Ethnicity = z.infer<typeof ethnicity>;

/**
 * An absence as a record that is about it names it: by a source's own number, or by the day it began. Without an
 * organisation or a numbering, those of the record itself are meant.
 */
export const episodeReference = z.strictObject({
  organisation: text.nullable(),
  system: text.nullable(),
  key: text.nullable(),
  startedOn: day.nullable(),
});
export type EpisodeReference = z.infer<typeof episodeReference>;

/** The absences a record is about. */
export const sourceEpisodes = z.array(episodeReference);

/** Bodies that take part in a meeting, a plan or an action (domain reference 3.2). */
export const agencyCodes = [
  'CSC',
  'POLICE',
  'HEALTH_ACUTE',
  'HEALTH_COMMUNITY_MH',
  'HEALTH_COMMISSIONER',
  'EDUCATION',
  'EARLY_HELP',
  'PLACEMENT',
  'YOT',
  'VCS',
  'HOST_LA',
  'PLACING_LA',
  'RHI_PROVIDER',
  'IRO',
  'CP_CHAIR',
  'PROBATION',
  'HOUSING',
] as const;
export const agencyCode = z.enum(agencyCodes);

/** What became of a child while away (domain reference 4.9). */
export const harmCodes = [
  'NONE_DISCLOSED',
  'PHYSICAL',
  'SEXUAL',
  'CRIMINAL_EXPLOIT',
  'SELF_HARM',
  'SUBSTANCE',
  'EMOTIONAL',
  'ROUGH_SLEEP',
  'FATAL',
  'NOT_EXPLORED',
] as const;
export const harm = z.enum(harmCodes);

/** What drove a child away (domain reference 4.9). */
export const pushReasons = [
  'FAMILY_CONFLICT',
  'ABUSE_NEGLECT',
  'DA_AT_HOME',
  'PLACEMENT_UNHAPPY',
  'PLACEMENT_MOVE',
  'BULLYING',
  'SCHOOL',
  'BOUNDARIES',
  'MENTAL_HEALTH',
  'FORCED_OUT',
] as const;
/** What drew a child elsewhere. */
export const pullReasons = [
  'FAMILY_CONTACT',
  'FRIENDS',
  'PARTNER',
  'EXPLOITER_COERCED',
  'CRIMINAL_DEBT',
  'PARTY_SUBSTANCES',
  'ONLINE_CONTACT',
  'HOME_AREA',
] as const;
/** Reasons that are neither. */
export const otherReasons = ['MISCOMMUNICATION', 'LATE', 'LOST', 'NOT_DISCLOSED'] as const;
export const absenceReasonCode = z.enum([...pushReasons, ...pullReasons, ...otherReasons]);

/** Something agreed to be done: who, by when, and what shows that it was. */
export const action = z.strictObject({
  description: text,
  /** The risk it answers, in the words of the record. */
  risk: text.nullable(),
  owner: text.nullable(),
  agency: agencyCode.nullable(),
  dueOn: day.nullable(),
  completedOn: day.nullable(),
  evidence: text.nullable(),
});
export type Action = z.infer<typeof action>;
