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
