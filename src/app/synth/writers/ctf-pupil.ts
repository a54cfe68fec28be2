import type { RecordBody } from '../../../domain/model/kinds.ts';
import type { Contact } from '../../../domain/model/values.ts';
import type { InventedSource } from '../invented.ts';
import { authorityNumber, languageCode, relationshipCode } from './ctf-codes.ts';
import { ethnicityCode, identifierIn, nameFor } from './person-cells.ts';
import { recordsOf } from './records-of.ts';
import { knownPart } from './written-dates.ts';
import { element, section } from './xml-text.ts';

type Enrolment = RecordBody['enrolment'];

const sexes = { FEMALE: 'F', MALE: 'M', UNKNOWN: 'U' } as const;
const flag = (value: boolean | null): string | null => (value === null ? null : String(value));

/** DfE codes of enrolment. */
const statuses = {
  CURRENT: 'C',
  CURRENT_MAIN: 'M',
  CURRENT_SUBSIDIARY: 'S',
  GUEST: 'G',
  PREVIOUS: 'P',
  UNKNOWN: null,
} as const;

const basicDetails = (source: InventedSource, enrolment: Enrolment | undefined): string => {
  const { person } = source;
  const preferred = nameFor(person, 'PREFERRED');
  const status = enrolment?.status ?? null;
  return section(
    'BasicDetails',
    element('FormerUPN', identifierIn(person, 'former-upn')),
    element('PreferredSurname', preferred?.family),
    element('PreferredForename', preferred?.given),
    element('FormerSurname', nameFor(person, 'FORMER')?.family),
    element('NCyearActual', enrolment?.yearGroup),
    element('Ethnicity', ethnicityCode(source)),
    section(
      'Languages',
      section(
        'Type',
        element('Language', languageCode(person.firstLanguage)),
        element('LanguageType', person.firstLanguage === null ? null : 'F'),
      ),
    ),
    element('EnrolStatus', status === null ? null : statuses[status]),
    section('Disabilities', ...(person.disabilities ?? []).map((code) => element('Disability', code))),
  );
};

const care = (enrolment: Enrolment | undefined): string =>
  section(
    'LookedAfter',
    element('InCare', flag(enrolment?.inCare ?? null)),
    element('CareAuthority', authorityNumber(enrolment?.careAuthority ?? null)),
  );

const specialNeeds = (enrolment: Enrolment | undefined): string =>
  section(
    'SENhistory',
    section(
      'SEN',
      element('StartDate', enrolment?.specialNeedsProvision ? enrolment.startedOn : null),
      element('SENprovision', enrolment?.specialNeedsProvision),
    ),
  ) +
  section(
    'SENneeds',
    ...(enrolment?.specialNeeds ?? []).map((type, index) =>
      section('SENneed', element('SENtypeRank', String(index + 1)), element('SENtype', type)),
    ),
  );

const address = ({ person }: InventedSource): string => {
  const home = person.homeAddress;
  if (home === null) return '';
  const lines = home.lines.map((line, index) => element(`AddressLine${index + 1}`, line));
  return section('Address', section('AddressLines', ...lines), element('PostCode', home.postcode));
};

const contact = ({ name, relationship, phone }: Contact, index: number): string => {
  const [given = '', ...family] = (name ?? '').split(' ');
  return section(
    'Contact',
    element('Order', String(index + 1)),
    element('Surname', family.join(' ')),
    element('Forename', given),
    element('Relationship', relationshipCode(relationship)),
    section(
      'Phones',
      section('Phone', element('TelephoneType', phone === null ? null : 'H'), element('PhoneNo', phone)),
    ),
  );
};

const attendanceOf = ({ sessionsPossible, sessionsAttended, sessionsUnauthorised, school }: Enrolment): string => {
  if (sessionsPossible === null) return '';
  const count = (value: number | null) => (value === null ? null : String(value));
  return section(
    'YearData',
    ...[element('LEA', school?.slice(0, 3)), element('Estab', school?.slice(3))],
    element('SessionsPossible', count(sessionsPossible)),
    element('SessionsAttended', count(sessionsAttended)),
    element('SessionsUnauthorised', count(sessionsUnauthorised)),
  );
};

const schoolOf = ({ school, schoolName, startedOn, endedOn, leavingReason }: Enrolment): string =>
  section(
    'School',
    ...[element('LEA', school?.slice(0, 3)), element('Estab', school?.slice(3)), element('SchoolName', schoolName)],
    ...[element('EntryDate', startedOn), element('LeavingDate', endedOn), element('LeavingReason', leavingReason)],
  );

/** One pupil of a transfer file, its elements in the order of the schema; optional ones are left out. */
export const pupilOf = (source: InventedSource): string => {
  const { person } = source;
  const name = nameFor(person, 'LEGAL');
  const enrolments = recordsOf(source, 'enrolment').map(({ body }) => body);
  const current = enrolments[0];
  return section(
    'Pupil',
    element('UPN', identifierIn(person, 'upn')),
    element('UniqueLearnerNumber', identifierIn(person, 'uln')),
    element('Surname', name?.family),
    element('Forename', name?.given),
    element('DOB', knownPart(person.birth)),
    element('Gender', person.sex === null ? null : sexes[person.sex]),
    basicDetails(source, current),
    care(current),
    specialNeeds(current),
    address(source),
    section('Contacts', ...(person.parents ?? []).map(contact)),
    section('Attendance', ...enrolments.map(attendanceOf)),
    section('SchoolHistory', ...enrolments.map(schoolOf)),
  );
};
