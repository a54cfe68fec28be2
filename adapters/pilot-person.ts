import type { FieldAbsence } from '../src/domain/absence.ts';
import type { AnyCanonicalRecord, Mapping } from '../src/domain/adapter.ts';
import { parsePartialDate } from '../src/domain/dates.ts';
import { identifierOf } from '../src/domain/identifiers.ts';
import type { Person } from '../src/domain/model/person.ts';
import type { Contact, Identifier } from '../src/domain/model/values.ts';
import { blankPerson } from './blank.ts';
import type { PilotRecord } from './pilot-record-type.ts';
import { invalidWhere, report, type Section, sectionsAt, textAt } from './pilot-section.ts';

/** What becomes of the envelope of every record. */
export const envelopeMapping: readonly Mapping[] = [
  { source: 'recordId', target: null, loss: null },
  { source: 'recordType', target: null, loss: null },
  { source: 'version', target: null, loss: null },
  { source: 'schemaUri', target: null, loss: null },
  { source: 'personId', target: 'person.identifiers', loss: 'a number that is no NHS number only identifies' },
  { source: 'contactDetails', target: 'person.professionals', loss: 'e-mail and address' },
];

/** What becomes of the names of the child, which early records of every type have, and personal details. */
export const namedMapping: readonly Mapping[] = [
  { source: 'sui', target: 'person.identifiers', loss: 'a number that is no NHS number only identifies' },
  { source: 'firstName', target: 'person.names', loss: null },
  { source: 'lastName', target: 'person.names', loss: null },
  { source: 'dateOfBirth', target: 'person.birth', loss: null },
  { source: 'nhsNumber', target: 'person.identifiers', loss: null },
];

const looksLikeNhsNumber = /^\d{3}[ -]?\d{3}[ -]?\d{4}$/;

/** Ten digits are meant as an NHS number; a custodian's encrypted number is letters and digits, and only identifies. */
const nhsNumbers = ({ envelope, personId }: PilotRecord): readonly Identifier[] => {
  const given = [
    { name: 'personId', text: personId },
    { name: 'nhsNumber', text: textAt(envelope, 'nhsNumber') ?? '' },
  ].filter(({ name, text }) => name === 'nhsNumber' || looksLikeNhsNumber.test(text));
  const found = given.flatMap(({ name, text }) => {
    const number = identifierOf('nhs-number', text);
    if (number?.valid === false) report(envelope, 'nhs-number', name, 'The number is not a valid NHS number.');
    return number === null ? [] : [number];
  });
  return found.filter(({ value }, index) => found.findIndex((other) => other.value === value) === index);
};

const isNumber = (text: string): boolean => !text.includes('@') && text.replace(/\D/g, '').length >= 5;

/** The telephone numbers among texts that may be e-mail addresses too; null where there is none. */
export const phonesOf = (texts: readonly string[]): string | null => texts.filter(isNumber).join(', ') || null;

/** A professional with what is known of them; none where nothing is. */
export const professional = (said: Partial<Contact>): readonly Contact[] => {
  const contact = { name: null, relationship: null, phone: null, organisation: null, ...said };
  return contact.name === null && contact.phone === null && contact.organisation === null ? [] : [contact];
};

const contactsOf = (envelope: Section): readonly Contact[] =>
  sectionsAt(envelope, 'contactDetails').flatMap((contact) =>
    professional({
      name: textAt(contact, 'name'),
      relationship: textAt(contact, 'description'),
      phone: textAt(contact, 'telephone'),
    }),
  );

/** What a payload says of a person by name. */
export const namedPerson = (payload: Section) => {
  const given = textAt(payload, 'firstName');
  const family = textAt(payload, 'lastName');
  const text = textAt(payload, 'dateOfBirth');
  const read = text === null ? null : parsePartialDate(text);
  const birth = read === null || read.earliest > payload.receivedOn ? null : read;
  if (text !== null && birth === null) {
    report(payload, 'birth', 'dateOfBirth', 'Not a date a child can have been born on.');
  }
  const names = given === null && family === null ? [] : [{ use: 'LEGAL' as const, given, family }];
  return {
    said: { names, birth },
    absences: invalidWhere(payload, { birth: { element: 'dateOfBirth', value: birth } }),
  };
};

const saysNothing = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

/** The person a record is about: what the payload says, and whom its envelope names as contacts. */
export const pilotPerson = (
  record: PilotRecord,
  { professionals = [], ...said }: Partial<Person>,
  absences: Readonly<Record<string, FieldAbsence>> = {},
): readonly AnyCanonicalRecord[] => {
  const all = [...(professionals ?? []), ...contactsOf(record.envelope)];
  const body: Person = {
    ...blankPerson,
    ...said,
    identifiers: [...nhsNumbers(record)],
    professionals: all.length === 0 ? null : all,
  };
  if (Object.values(body).every(saysNothing) && Object.keys(absences).length === 0) return [];
  const { recordId: key, subject } = record;
  return [{ kind: 'person', key, subject, statedAt: null, body, absences }];
};
