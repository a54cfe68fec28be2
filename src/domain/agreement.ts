import { z } from 'zod';
import { childLabels, childSet } from './exchange/child-set.ts';
import { isUnder, type Label, labels } from './exchange/labels.ts';
import { type ExchangeKind, exchangeKinds, messageKinds } from './exchange/messages/index.ts';
import { instant, partner, phrase } from './exchange/values.ts';
import { microsecondsOf } from './instants.ts';
import { purposes, roles } from './policy.ts';

/** The part of a message a coordinate belongs to: the child’s match set, or the content of a kind. */
type Part = 'child' | ExchangeKind;

const labelsOf = (part: Part): Readonly<Record<string, Label>> =>
  part === 'child' ? childLabels : messageKinds[part].labels;

/** ★ Everything that can cross a border, `part.field`, with how guarded it is. */
export const exportable: ReadonlyMap<string, Label> = new Map(
  (['child', ...exchangeKinds] as const).flatMap((part) =>
    Object.entries(labelsOf(part)).map(([field, label]) => [`${part}.${field}`, label] as const),
  ),
);

const coordinate = z
  .string()
  .refine(
    (name) => exportable.has(name),
    'is no field that can cross: part.field, as child.nhsNumber, RHI_RESULT.account',
  );

/**
 * ★ What one authority may send another: for which purposes, which fields by name, up to which label, who may read it
 * there, from when until when. It goes one way; answers need one of their own. Nothing outside it ever leaves, and nothing without it.
 */
export const agreementTerms = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{2,63}$/)
    .describe('Its name'),
  sender: partner,
  recipient: partner,
  purposes: z.array(z.enum(purposes)).min(1).describe('What may be sent for'),
  legalBasis: phrase.describe('The power or duty relied on'),
  fields: z.array(coordinate).describe('Fields that may cross, by name'),
  ceiling: z.enum(labels).describe('The most guarded label that may cross'),
  readers: z.array(z.enum(roles)).min(1).describe('Roles that may read there what of an interview crossed'),
  validFrom: instant.describe('From when'),
  validUntil: instant.describe('Until when, not including'),
});
export type Agreement = Readonly<z.infer<typeof agreementTerms>>;

/** Why nothing may leave under an agreement. */
export type AgreementRefusal = 'NOT_YET_VALID' | 'EXPIRED' | 'REVOKED' | 'OTHER_PURPOSE';

/** An agreement and when it was revoked, null where it was not. */
export interface KeptAgreement {
  readonly terms: Agreement;
  readonly revokedAt: string | null;
}

const isAtOrAfter = (at: string, instantText: string): boolean => microsecondsOf(at) >= microsecondsOf(instantText);

/** Why nothing may leave under it at an instant for a purpose; null where something may. */
export const agreementFault = (
  { terms, revokedAt }: KeptAgreement,
  purpose: Agreement['purposes'][number],
  at: string,
): AgreementRefusal | null => {
  // Whatever the two clocks say: revoked is revoked, also for what is under way.
  if (revokedAt !== null) return 'REVOKED';
  if (!isAtOrAfter(at, terms.validFrom)) return 'NOT_YET_VALID';
  if (isAtOrAfter(at, terms.validUntil)) return 'EXPIRED';
  return terms.purposes.includes(purpose) ? null : 'OTHER_PURPOSE';
};

/** A field that stayed at home, and why. */
export const redaction = z.strictObject({
  field: z.string().min(1).max(80).describe('Field that was not sent, `part.field`'),
  reason: z.enum(['NOT_IN_AGREEMENT', 'ABOVE_CEILING']).describe('Why'),
});
export type Redaction = Readonly<z.infer<typeof redaction>>;

const standing = (terms: Agreement, name: string, label: Label): Redaction['reason'] | null => {
  if (label === 'PROTOCOL') return null;
  if (!terms.fields.includes(name)) return 'NOT_IN_AGREEMENT';
  return isUnder(label, terms.ceiling) ? null : 'ABOVE_CEILING';
};

/** A part of a message as it may leave. */
export interface Exported {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Every other field of the part, whether or not it had a value: what stays at home tells nothing. */
  readonly redacted: readonly Redaction[];
}

/** Builds what may leave of a part from the agreement’s list; what is on no list is never looked at. */
export const exportPart = (terms: Agreement, part: Part, record: Readonly<Record<string, unknown>>): Exported => {
  const judged = Object.entries(labelsOf(part)).map(([field, label]) => {
    const name = `${part}.${field}`;
    return { field, name, reason: standing(terms, name, label) };
  });
  const allowed = judged.flatMap(({ field, reason }) => {
    const value = reason === null ? record[field] : undefined;
    return value === undefined ? [] : [[field, value] as const];
  });
  const redacted = judged.flatMap(({ name, reason }) => (reason === null ? [] : [{ field: name, reason }]));
  return { fields: Object.fromEntries(allowed), redacted };
};

/** The match set as it may leave. */
export const exportChild = (terms: Agreement, child: z.infer<typeof childSet>) => {
  const { fields, redacted } = exportPart(terms, 'child', child);
  return { child: childSet.parse(fields), redacted };
};

/** Who is named as having entered what came across the border. */
export const takenInBy = 'exchange';

/** How far an interview that crossed the border may be read where it came to. */
export interface ReadingCeiling {
  readonly agreement: string;
  /** Fields of an interview, by name. */
  readonly fields: readonly string[];
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
}

/**
 * ★ How far what came under an agreement may be read: its fields up to its label, by the roles and for the purposes it
 * names. It is recorded with what came and holds when the agreement has ended or was revoked: then nothing new crosses,
 * and who wants back what crossed recalls it.
 */
export const ceilingOf = (terms: Agreement, part: 'RHI_RESULT' | 'RESULT_COPY'): ReadingCeiling => ({
  agreement: terms.id,
  fields: Object.entries(labelsOf(part)).flatMap(([field, label]) =>
    standing(terms, `${part}.${field}`, label) === null ? [field] : [],
  ),
  roles: terms.readers,
  purposes: terms.purposes,
});

/**
 * Fields of an interview that no agreement guards: they say that it was held, or are this hub’s own. A field that has no
 * label at all is guarded, and never shown of what crossed.
 */
const unguarded: ReadonlySet<string> = new Set([
  ...['id', 'absences', 'child', 'episodes', 'organisation', 'enteredBy'],
  ...Object.entries(messageKinds.RHI_RESULT.labels).flatMap(([field, label]) => (label === 'PROTOCOL' ? [field] : [])),
]);

/** Whether a field of an interview that crossed is shown only under its ceiling. */
export const isUnderCeiling = (field: string): boolean => !unguarded.has(field);
