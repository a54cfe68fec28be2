import type { CanonicalRecord, Mapping } from '../../src/domain/adapter.ts';
import { identifierOf, normalisePostcode } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankPerson } from '../blank.ts';
import { readBirth, readSex, readUpn } from '../social-care/person-fields.ts';
import { absent, type Row, report, textOf } from '../social-care/row.ts';
import { type Place, tableFormat } from '../social-care/table-format.ts';

type Person = RecordBody['person'];

const mapping: readonly Mapping[] = [
  { source: 'person_id', target: null, loss: null },
  { source: 'forename', target: 'person.names', loss: null },
  { source: 'surname', target: 'person.names', loss: null },
  { source: 'dob', target: 'person.birth', loss: null },
  { source: 'sex', target: 'person.sex', loss: 'whether unknown was coded 0, 9 or U' },
  { source: 'postcode', target: 'person.homeAddress', loss: 'a postcode that is none' },
  { source: 'nhs_number', target: 'person.identifiers', loss: null },
  { source: 'upn', target: 'person.identifiers', loss: 'which of UN1 to UN3 it was: all become not applicable' },
];

/** Persons of an early help service, in a table of ours: the episodes of the specification name nobody. */
export const ehPerson = tableFormat({
  id: 'eh-person',
  title: 'Persons of an early help service',
  version: '1',
  scope: 'early-help/person',
  subject: { system: 'ssd', column: 'person_id' },
  required: ['surname', 'dob'],
  mapping,
  unmapped: [],
  columnOf: (name) => name.toLowerCase().replace(/^(?:earl|eh)_/, ''),
  cellOf: (_column, text) => text,
  keyOf: (row) => [textOf(row, 'person_id')],
  begin: () => (row, place) => [personOf(row, place)],
});

function personOf(row: Row, { key, subject }: Place): CanonicalRecord<'person'> {
  const body: Person = {
    ...blankPerson,
    names: readNames(row),
    birth: readBirth(row, 'dob', 'INVALID_DATE', 'NOT_ASKED'),
    sex: readSex(row, 'sex', 'INVALID_CODE'),
    identifiers: [...readNhsNumber(row), ...readUpn(row, 'upn')],
    homeAddress: readPostcode(row),
  };
  // Set apart, because an authority may send the persons of its case system under the same numbers.
  return { kind: 'person', key: `early-help/${key}`, subject, statedAt: null, body, absences: row.absences };
}

function readNames(row: Row): Person['names'] {
  const [given, family] = [textOf(row, 'forename') || null, textOf(row, 'surname') || null];
  return given === null && family === null ? [] : [{ use: 'LEGAL', given, family }];
}

function readNhsNumber(row: Row): Person['identifiers'] {
  const number = identifierOf('nhs-number', textOf(row, 'nhs_number'));
  if (number?.valid === false) report(row, 'NHS_NUMBER', 'nhs_number', 'The NHS number is not valid');
  return number ? [number] : [];
}

function readPostcode(row: Row): Person['homeAddress'] {
  const text = textOf(row, 'postcode');
  const postcode = text === '' ? null : normalisePostcode(text);
  if (postcode !== null) return { lines: [], postcode, uprn: null };
  absent(row, 'postcode', 'homeAddress', text === '' ? 'NOT_ASKED' : 'INVALID');
  if (text !== '') report(row, 'POSTCODE', 'postcode', 'This is not a postcode');
  return null;
}
