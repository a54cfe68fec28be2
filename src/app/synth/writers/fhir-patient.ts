import type { Contact, Identifier, PersonName } from '../../../domain/model/values.ts';
import type { InventedSource } from '../invented.ts';
import { coding, ifSaid, systems } from './fhir-coding.ts';
import { said } from './json-list.ts';
import { knownPart } from './written-dates.ts';

const uses = { LEGAL: 'official', PREFERRED: 'usual', ALIAS: 'nickname', FORMER: 'old' } as const;
const genders = { FEMALE: 'female', MALE: 'male', UNKNOWN: 'unknown' } as const;

const nameOf = ({ use, given: forenames, family }: PersonName): unknown =>
  said({ use: uses[use], family, given: forenames === null ? null : [forenames] });

/** Only a number whose check digit holds is sent as present and verified. */
const identifierOf = ({ value, valid }: Identifier): unknown => ({
  extension: [
    {
      url: systems.verificationExtension,
      valueCodeableConcept: coding(systems.verification, valid ? '01' : '02'),
    },
  ],
  system: systems.nhsNumber,
  value,
});

/** The patient as a trust holds them: NHS number, names, address. */
export const patientOf = ({ key, person }: InventedSource): Readonly<Record<string, unknown>> =>
  said({
    resourceType: 'Patient',
    id: key,
    // A restricted record goes out without an address, as the national service sends it.
    meta: person.addressProtected ? { security: [{ system: systems.confidentiality, code: 'R' }] } : null,
    identifier: person.identifiers.filter(({ system }) => system === 'nhs-number').map(identifierOf),
    name: person.names.map(nameOf),
    gender: ifSaid(person.sex, (sex) => genders[sex]),
    birthDate: knownPart(person.birth) || null,
    address: person.addressProtected
      ? null
      : ifSaid(person.homeAddress, ({ lines, postcode }) => [said({ use: 'home', line: lines, postalCode: postcode })]),
  });

const relationships: ReadonlyMap<string | null, string> = new Map([
  ['MOTHER', 'MTH'],
  ['FATHER', 'FTH'],
  ['GUARDIAN', 'GUARD'],
  ['GRANDPARENT', 'GRPRN'],
  ['FOSTER_CARER', 'PRNFOST'],
]);

const relatedPerson = (patient: string, { name, relationship, phone }: Contact, index: number): unknown =>
  said({
    resourceType: 'RelatedPerson',
    id: `${patient}-r${index + 1}`,
    patient: { reference: `Patient/${patient}` },
    relationship: ifSaid(relationship, (word) => [
      said({ ...coding(systems.roleCode, relationships.get(word.toUpperCase()) ?? 'FAMMEMB'), text: word }),
    ]),
    name: ifSaid(name, (text) => [{ text }]),
    telecom: ifSaid(phone, (value) => [{ system: 'phone', value }]),
  });

/** Those who are responsible for the patient. */
export const relatedPersonsOf = ({ key, person }: InventedSource): readonly unknown[] =>
  (person.parents ?? []).map((parent, index) => relatedPerson(key, parent, index));
