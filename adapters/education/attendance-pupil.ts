import type { SubjectReference } from '../../src/domain/adapter.ts';
import { upnUnknownReason } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankPerson } from '../blank.ts';
import { readBirth } from '../social-care/person-fields.ts';
import { absent, type Row, textOf } from '../social-care/row.ts';
import { readIdentifier } from './ctf-reading.ts';
import { pupilKeyOf } from './pupil-key.ts';

const LONGEST_ID = 64;

/** Columns that tell who a pupil is. */
const identifying = ['upn', 'mis_id', 'surname', 'forename', 'date_of_birth'] as const;

/**
 * The pupil of a row: as the transfer file of the school knows it, by valid unique pupil number, so that both formats
 * speak of one person; or else by the number in the school's own system; or else by name and date of birth.
 */
export const pupilOf = (row: Row): SubjectReference | null => {
  const [upn, surname, forename, birth] = [
    textOf(row, 'upn'),
    textOf(row, 'surname'),
    textOf(row, 'forename'),
    textOf(row, 'date_of_birth'),
  ];
  const key = pupilKeyOf({ upn, surname, forename, birth });
  const isMade = key?.startsWith('made-') ?? true;
  const number = textOf(row, 'mis_id');
  if (isMade && number !== '') return number.length <= LONGEST_ID ? { system: 'mis', key: number } : null;
  return key === null ? null : { system: 'ctf', key };
};

const readNames = (row: Row): RecordBody['person']['names'] => {
  const [given, family] = [textOf(row, 'forename') || null, textOf(row, 'surname') || null];
  return given === null && family === null ? [] : [{ use: 'LEGAL', given, family }];
};

const readUpn = (row: Row): RecordBody['person']['identifiers'] => {
  const reason = upnUnknownReason(textOf(row, 'upn'));
  if (textOf(row, 'upn') !== '' && reason === null) return readIdentifier(row, 'upn', 'upn');
  absent(row, 'upn', 'upn', reason ?? 'NOT_ASKED');
  return [];
};

/** Who the pupil of a row is; null where the row holds nothing that tells one child from another. */
export const personOf = (row: Row): RecordBody['person'] | null => {
  const [names, identifiers] = [readNames(row), readUpn(row)];
  if (names.length === 0 && identifiers.length === 0) return null;
  return { ...blankPerson, names, identifiers, birth: readBirth(row, 'date_of_birth', 'date-of-birth', 'NOT_ASKED') };
};

/** What the row says of the pupil, as text: equal for all rows that say the same of who it is. */
export const pupilText = (row: Row): string => identifying.map((column) => textOf(row, column)).join(',');
