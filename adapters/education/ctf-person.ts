import { upnUnknownReason } from '../../src/domain/identifiers.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankPerson } from '../blank.ts';
import { readEthnicity } from '../social-care/ethnicity.ts';
import { readBirth, readSex } from '../social-care/person-fields.ts';
import { absent, type Row, textOf } from '../social-care/row.ts';
import type { XmlElement } from '../xml.ts';
import { readAddress } from './ctf-address.ts';
import { type CareHistory, readCare } from './ctf-care.ts';
import { ethnicitySources } from './ctf-codes.ts';
import { readDisabilities, readFirstLanguage, readParents } from './ctf-lists.ts';
import { readIdentifier, sentOf } from './ctf-reading.ts';

type Person = RecordBody['person'];
type Name = Person['names'][number];

const named = (use: Name['use'], given: string, family: string): Name => ({
  use,
  given: given || null,
  family: family || null,
});

// Middle names belong to the legal name: twins may share the first.
const readNames = (row: Row): Name[] => {
  const text = (path: string) => textOf(row, path);
  const given = [text('Forename'), text('BasicDetails/MiddleNames')].filter((part) => part !== '').join(' ');
  const legal = named('LEGAL', given, text('Surname'));
  const [forename, surname] = [text('BasicDetails/PreferredForename'), text('BasicDetails/PreferredSurname')];
  const isOther = (forename !== '' && forename !== text('Forename')) || (surname !== '' && surname !== text('Surname'));
  const preferred = named('PREFERRED', forename || text('Forename'), surname || text('Surname'));
  const former = text('BasicDetails/FormerSurname');
  return [
    ...(legal.given === null && legal.family === null ? [] : [legal]),
    ...(isOther ? [preferred] : []),
    ...(former === '' ? [] : [named('FORMER', given, former)]),
  ];
};

const readUpn = (row: Row): Person['identifiers'] => {
  const text = textOf(row, 'UPN');
  const reason = upnUnknownReason(text);
  if (text !== '' && reason === null) return readIdentifier(row, 'UPN', 'upn');
  absent(row, 'UPN', 'upn', reason ?? 'NOT_ASKED');
  return [];
};

const readIdentifiers = (row: Row): Person['identifiers'] => [
  ...readUpn(row),
  ...readIdentifier(row, sentOf(row, 'BasicDetails/FormerUPN', 'FormerUPN'), 'former-upn'),
  ...readIdentifier(row, 'UniqueLearnerNumber', 'uln'),
];

const readGroup = (row: Row): Person['ethnicity'] => {
  const group = readEthnicity(row, 'BasicDetails/Ethnicity', 'ethnicity');
  const source = textOf(row, 'BasicDetails/EthnicitySource').toUpperCase();
  return group && { ...group, statedBy: ethnicitySources.get(source) ?? 'NOT_SAID' };
};

/** Who a pupil is, as the school knows it; why fields are empty is noted in the row. */
export const personOf = (
  row: Row,
  pupil: XmlElement,
  on: string,
): { readonly body: Person; readonly care: CareHistory } => {
  const care = readCare(row, on);
  const body: Person = {
    ...blankPerson,
    names: readNames(row),
    birth: readBirth(row, 'DOB', 'dob', 'NOT_ASKED'),
    // The element was called Gender before 2024 and held the same codes.
    sex: readSex(row, sentOf(row, 'Sex', 'Gender'), 'sex'),
    identifiers: readIdentifiers(row),
    ethnicity: readGroup(row),
    firstLanguage: readFirstLanguage(row, pupil),
    disabilities: readDisabilities(row, pupil, on),
    homeAddress: readAddress(row),
    parents: readParents(pupil),
    careStatus: care.inCare === true ? 'LAC' : null,
    responsibleAuthority: care.inCare === true ? care.authority : null,
  };
  return { body, care };
};
