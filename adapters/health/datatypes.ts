import { z } from 'zod';
import { tidy } from '../csv.ts';

/** PostgreSQL keeps neither NUL nor half a surrogate pair; other control characters only hide text. */
const unkeepable = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;

/** Text fit to keep; null where there is none. */
export const text = z
  .string()
  .nullish()
  .transform((raw) => tidy((raw ?? '').replace(unkeepable, '')) || null);

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const orNull = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? null);

/** A code of a list, with its words. */
export const coding = z.object({ system: text, code: text, display: text });
export type Coding = z.infer<typeof coding>;

/** A CodeableConcept; a bare code, as STU3 had it in some places, is a concept of one code. */
export const concept = z.union([
  z.string().transform((code) => ({ text: null, coding: [{ system: null, code: text.parse(code), display: null }] })),
  z.object({ text, coding: listOf(coding) }),
]);
export type Concept = z.infer<typeof concept>;

export const period = z.object({ start: text, end: text });
export type Period = z.infer<typeof period>;

/** An Identifier; its extensions are looked through where one of them matters. */
export const identifier = z.object({
  system: text,
  value: text,
  period: orNull(period),
  extension: z.unknown().optional(),
});
export type FhirIdentifier = z.infer<typeof identifier>;

export const reference = z.object({ reference: text, display: text, identifier: orNull(identifier) });
export type Reference = z.infer<typeof reference>;

/** A HumanName; `given` may hold nulls, which stand for extensions. */
export const humanName = z.object({
  use: text,
  text,
  family: text,
  given: listOf(text),
  prefix: listOf(text),
  period: orNull(period),
});
export type HumanName = z.infer<typeof humanName>;

export const address = z.object({
  use: text,
  type: text,
  text,
  line: listOf(text),
  city: text,
  district: text,
  postalCode: text,
  period: orNull(period),
  extension: z.unknown().optional(),
});
export type FhirAddress = z.infer<typeof address>;

export const contactPoint = z.object({ system: text, value: text, use: text, period: orNull(period) });

export const quantity = z.object({ value: orNull(z.number()), comparator: text, unit: text });

/** Who took part in an encounter, and where it was. */
export const participant = z.object({ individual: orNull(reference) });
export const encounterLocation = z.object({ location: orNull(reference) });
export const hospitalization = z.object({ dischargeDisposition: orNull(concept) });

export const reaction = z.object({ manifestation: listOf(concept), severity: text });
export const dosage = z.object({ text });
