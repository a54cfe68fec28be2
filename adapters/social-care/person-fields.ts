import { parsePartialDate } from '../../src/domain/dates.ts';
import { identifierOf, upnUnknownReason } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { absent, type Row, report, textOf } from './row.ts';

type Person = RecordBody['person'];

/** Digits until the 2024-25 return, letters since; both are met in one folder of files. */
const sexes: Readonly<Record<string, NonNullable<Person['sex']>>> = {
  '1': 'MALE',
  '2': 'FEMALE',
  '0': 'UNKNOWN',
  '9': 'UNKNOWN',
  M: 'MALE',
  F: 'FEMALE',
  U: 'UNKNOWN',
};

/** The sex a code stands for; an unknown code is null, INVALID and an issue. */
export function readSex(row: Row, column: string, rule: string): Person['sex'] {
  const code = textOf(row, column).toUpperCase();
  const sex = Object.hasOwn(sexes, code) ? sexes[code] : undefined;
  if (sex) return sex;
  absent(row, column, 'sex', code === '' ? 'NOT_ASKED' : 'INVALID');
  if (code !== '') report(row, rule, column, 'The sex code is not valid');
  return null;
}

/** A date of birth as far as it is known; less than a day is kept and reported. */
export function readBirth(
  row: Row,
  column: string,
  rule: string,
  blank: 'NOT_ASKED' | 'TEMPORARILY_UNKNOWN',
): Person['birth'] {
  const text = textOf(row, column);
  const birth = parsePartialDate(text);
  if (text !== '' && birth?.precision !== 'DAY') {
    report(row, rule, column, 'The date of birth is not a full date');
  }
  if (birth && birth.earliest > row.receivedOn) {
    report(row, 'FUTURE_DATE', column, 'The date is after the day the file arrived');
  }
  if (!birth) absent(row, column, 'birth', text === '' ? blank : 'INVALID');
  return birth;
}

/** The unique pupil number, or, noted under `upn`, why there is none. */
export function readUpn(row: Row, column: string): Person['identifiers'] {
  const text = textOf(row, column);
  const reason = upnUnknownReason(text);
  if (text === '' || reason) {
    absent(row, column, 'upn', reason ?? 'NOT_ASKED');
    return [];
  }
  const upn = identifierOf('upn', text);
  if (upn?.valid === false) report(row, '168', column, 'The unique pupil number is not valid');
  return upn ? [upn] : [];
}

/** The child's number in one system of one authority. */
export function readChildId(row: Row, column: string, organisation: string, numbering: string): Person['identifiers'] {
  const id = identifierOf('authority-child-id', textOf(row, column), { authority: organisation, numbering });
  if (id?.valid === false) report(row, 'CHILD_ID', column, 'The child number is not 1 to 20 letters and digits');
  return id ? [id] : [];
}
