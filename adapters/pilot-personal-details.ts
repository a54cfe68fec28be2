import type { Mapping } from '../src/domain/adapter.ts';
import { normalisePostcode } from '../src/domain/identifiers.ts';
import type { Person } from '../src/domain/model/person.ts';
import type { Address, Contact } from '../src/domain/model/values.ts';
import { namedPerson, pilotPerson } from './pilot-person.ts';
import type { PilotRecordType } from './pilot-record-type.ts';
import { flagAt, invalidWhere, report, type Section, sectionsAt, textAt, textsAt } from './pilot-section.ts';

const mapping: readonly Mapping[] = [
  { source: 'address', target: 'person.homeAddress', loss: null },
  { source: 'birthAssignedSex', target: 'person.sex', loss: 'words that are neither sex' },
  { source: 'ethnicity', target: 'person.ethnicity', loss: 'a DfE code: the words are kept' },
  { source: 'firstLanguage', target: 'person.firstLanguage', loss: null },
  { source: 'englishAsAdditionalLanguage', target: 'person.communicationNeed', loss: 'an answer of no' },
  { source: 'braille', target: 'person.communicationNeed', loss: 'an answer of no' },
  { source: 'signLanguage', target: 'person.communicationNeed', loss: 'an answer of no' },
  { source: 'makaton', target: 'person.communicationNeed', loss: 'an answer of no' },
  { source: 'interpreter', target: 'person.interpreterNeeded', loss: null },
  {
    source: 'relatedPeople',
    target: 'person.parents',
    loss: 'date of birth, services, and whoever is neither parent nor carer',
  },
  { source: 'relatedPeople', target: 'person.personsPosingRisk', loss: 'date of birth, services, and which risk' },
];

/** Other people of the household are third parties; an authority by its mere name would be let in by it. */
const unmapped = ['namesOfIndividualsResidingAtMainAddress', 'pronouns', 'designatedLocalAuthority'];

const readAddress = (payload: Section): Address | null => {
  const [address] = sectionsAt(payload, 'address');
  if (address === undefined) return null;
  const lines = ['line1', 'line2', 'townOrCity', 'county'].flatMap((name) => textAt(address, name) ?? []);
  const text = textAt(address, 'postcode');
  const postcode = text === null ? null : normalisePostcode(text);
  if (text !== null && postcode === null) report(address, 'postcode', 'postcode', 'Not a postcode.');
  return lines.length === 0 && postcode === null ? null : { lines, postcode, uprn: null };
};

const sexes: ReadonlyMap<string, NonNullable<Person['sex']>> = new Map([
  ['female', 'FEMALE'],
  ['f', 'FEMALE'],
  ['male', 'MALE'],
  ['m', 'MALE'],
  ['unknown', 'UNKNOWN'],
  ['not known', 'UNKNOWN'],
]);

const readSex = (payload: Section): Person['sex'] => {
  const text = textAt(payload, 'birthAssignedSex');
  const sex = text === null ? null : (sexes.get(text.toLowerCase()) ?? null);
  if (text !== null && sex === null)
    report(payload, 'code', 'birthAssignedSex', 'Neither sex, nor that it is unknown.');
  return sex;
};

const needs = [
  ['englishAsAdditionalLanguage', 'English as an additional language'],
  ['braille', 'Braille'],
  ['signLanguage', 'Sign language'],
  ['makaton', 'Makaton'],
] as const;

const readNeed = (payload: Section): string | null =>
  needs
    .filter(([name]) => flagAt(payload, name) === true)
    .map(([, words]) => words)
    .join(', ') || null;

const kin = /mother|father|parent|carer|guardian/i;

const readRelated = (payload: Section) => {
  const people = sectionsAt(payload, 'relatedPeople').map((person) => {
    const contact: Contact = {
      name: textAt(person, 'name'),
      relationship: textAt(person, 'relationshipToTheChild'),
      phone: null,
      organisation: null,
    };
    return { contact, posesRisk: textsAt(person, 'risk').length > 0 };
  });
  const named = people.filter(({ contact }) => contact.name !== null || contact.relationship !== null);
  const contactsOf = (some: typeof named) => (some.length === 0 ? null : some.map(({ contact }) => contact));
  return {
    parents: contactsOf(named.filter(({ contact }) => kin.test(contact.relationship ?? ''))),
    personsPosingRisk: contactsOf(named.filter(({ posesRisk }) => posesRisk)),
  };
};

/** Who a child is, in the pilot; any custodian may hold such a record. */
export const personalDetails: PilotRecordType = {
  recordType: 'personal.details',
  schema: 'PersonalDetailsRecord',
  early: [],
  mapping,
  unmapped,
  read(record) {
    const { payload } = record;
    const person = namedPerson(payload);
    const ethnicity = textAt(payload, 'ethnicity');
    const said = {
      ...person.said,
      homeAddress: readAddress(payload),
      sex: readSex(payload),
      ethnicity:
        ethnicity === null
          ? null
          : ({ code: null, sourceCode: ethnicity, scheme: 'TEXT', statedBy: 'NOT_SAID' } as const),
      firstLanguage: textAt(payload, 'firstLanguage'),
      communicationNeed: readNeed(payload),
      interpreterNeeded: flagAt(payload, 'interpreter'),
      ...readRelated(payload),
    };
    const invalid = invalidWhere(payload, {
      homeAddress: { element: 'address', value: said.homeAddress },
      sex: { element: 'birthAssignedSex', value: said.sex },
      ethnicity: { element: 'ethnicity', value: said.ethnicity },
      firstLanguage: { element: 'firstLanguage', value: said.firstLanguage },
      interpreterNeeded: { element: 'interpreter', value: said.interpreterNeeded },
    });
    return pilotPerson(record, said, { ...person.absences, ...invalid });
  },
};
