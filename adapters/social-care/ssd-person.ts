import type { CanonicalRecord, Mapping, ReadOptions } from '../../src/domain/adapter.ts';
import { identifierOf, isUpn } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankPerson } from '../blank.ts';
import { readEthnicity } from './ethnicity.ts';
import { readBirth, readChildId, readSex, readUpn } from './person-fields.ts';
import { absent, type Row, readText, report, textOf } from './row.ts';
import { ssdColumns } from './ssd.ts';
import { type Place, tableFormat } from './table-format.ts';

const names = new Set(['pers_forename', 'pers_surname']);

const mapping: readonly Mapping[] = [
  { source: 'pers_person_id', target: 'person.identifiers', loss: null },
  { source: 'pers_forename', target: 'person.names.given', loss: null },
  { source: 'pers_surname', target: 'person.names.family', loss: null },
  { source: 'pers_sex', target: 'person.sex', loss: 'whether unknown was coded 0, 9 or U' },
  { source: 'pers_gender', target: 'person.gender', loss: 'code 00, which means not asked and refused alike' },
  { source: 'pers_ethnicity', target: 'person.ethnicity', loss: null },
  { source: 'pers_dob', target: 'person.birth', loss: null },
  { source: 'pers_expected_dob', target: null, loss: 'the date: it only tells that the child is not yet born' },
  { source: 'pers_common_child_id', target: 'person.identifiers', loss: null },
  { source: 'pers_upn', target: 'person.identifiers', loss: 'which of UN1 to UN3 it was: all become not applicable' },
  { source: 'pers_upn_unknown', target: 'person.identifiers', loss: 'whatever is neither a valid number nor a reason' },
  { source: 'pers_nationality', target: 'person.nationality', loss: null },
];

/** SSD person: one person of the case system a row, with names. */
export const ssdPerson = tableFormat({
  ...ssdColumns,
  id: 'ssd-person',
  version: '2',
  title: 'SSD person: demographics from the case system',
  scope: 'ssd/person',
  subject: { system: 'ssd', column: 'pers_person_id' },
  required: ['pers_dob'],
  mapping,
  unmapped: ['pers_legacy_id', 'pers_send_flag', 'pers_death_date', 'pers_is_mother'],
  columnOf: (name) => name.toLowerCase(),
  // There are people called Null.
  cellOf: (column, text) => (names.has(column) ? text : ssdColumns.cellOf(column, text)),
  keyOf: (row) => [textOf(row, 'pers_person_id')],
  begin: (_rows, options) => (row, place) => [personOf(row, place, options)],
});

function personOf(row: Row, { key, subject }: Place, { organisation }: ReadOptions): CanonicalRecord<'person'> {
  const isUnborn = textOf(row, 'pers_dob') === '' && textOf(row, 'pers_expected_dob') !== '';
  const body = {
    ...blankPerson,
    names: readNames(row),
    birth: readBirth(row, 'pers_dob', 'INVALID_DATE', isUnborn ? 'TEMPORARILY_UNKNOWN' : 'NOT_ASKED'),
    sex: readSex(row, 'pers_sex', 'INVALID_CODE'),
    gender: readGender(row),
    identifiers: [...readChildId(row, 'pers_person_id', organisation, 'ssd'), ...readNhsNumber(row), ...readPupil(row)],
    ethnicity: readEthnicity(row, 'pers_ethnicity', 'INVALID_CODE'),
    nationality: readText(row, 'pers_nationality', 'nationality', 'NOT_ASKED'),
  };
  return { kind: 'person', key, subject, statedAt: null, body, absences: row.absences };
}

function readNames(row: Row): RecordBody['person']['names'] {
  const given = textOf(row, 'pers_forename') || null;
  const family = textOf(row, 'pers_surname') || null;
  return given === null && family === null ? [] : [{ use: 'LEGAL', given, family }];
}

const genders: ReadonlyMap<string, string> = new Map([
  ['01', 'Male'],
  ['02', 'Female'],
  ['09', 'Self-described'],
]);

/** Code 00 stands for not asked and for refused alike, so neither is claimed; other text is the child's own word. */
function readGender(row: Row): string | null {
  const text = readText(row, 'pers_gender', 'gender', 'NOT_ASKED');
  if (text === null) return null;
  const code = text.padStart(2, '0');
  if (code !== '00') return genders.get(code) ?? text;
  absent(row, 'pers_gender', 'gender', 'TEMPORARILY_UNKNOWN');
  return null;
}

function readNhsNumber(row: Row): RecordBody['person']['identifiers'] {
  const number = identifierOf('nhs-number', textOf(row, 'pers_common_child_id'));
  if (number?.valid === false) report(row, 'NHS_NUMBER', 'pers_common_child_id', 'The NHS number is not valid');
  return number ? [number] : [];
}

// Some exports put the reason beside the number, some in its place, and some the number in the reason's.
function readPupil(row: Row): RecordBody['person']['identifiers'] {
  const beside = textOf(row, 'pers_upn_unknown');
  if (textOf(row, 'pers_upn') === '' && isUpn(beside)) return readUpn(row, 'pers_upn_unknown');
  const found = readUpn(row, 'pers_upn');
  if (found.length > 0 || beside === '') return found;
  return readUpn(row, 'pers_upn_unknown').filter(({ valid }) => valid);
}
