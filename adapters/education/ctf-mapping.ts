import type { Mapping } from '../../src/domain/adapter.ts';

const whichCode = 'which of UN1 to UN3 it was; and a number that two pupils of the file bear';
const latestOnly = 'all years but the latest of each school, and sessions absent with leave';
const ownSchool = 'the part of the school, where the file was sent by another that may not speak for it';
const childOnly = 'everybody who is neither parent nor carer, and addresses, e-mail and further telephones';

/** ★ What becomes of each element of a pupil, by its path below `Pupil`, and of the header. */
export const ctfMapping: readonly Mapping[] = [
  { source: 'Header/CTFversion', target: null, loss: null },
  { source: 'Header/DateTime', target: null, loss: null },
  { source: 'Header/DocumentQualifier', target: null, loss: null },
  { source: 'Header/SourceSchool', target: 'enrolment.school', loss: null },
  { source: 'Header/SourceSchool', target: 'enrolment.schoolName', loss: null },
  { source: 'Header/SourceSchool', target: 'involvement.involvement', loss: ownSchool },
  { source: 'Header/SourceSchool', target: 'involvement.involvedOrganisation', loss: ownSchool },
  {
    source: 'Header/DestSchool',
    target: 'enrolment.destinationUnknown',
    loss: 'which school it is; and MMMMMMM, outside the maintained sector, which is known and no more',
  },
  { source: 'Header/DestSchool', target: 'risk-indicator.factor', loss: null },
  { source: 'Header/DestSchool', target: 'risk-indicator.present', loss: null },
  { source: 'Header/DestSchool', target: 'risk-indicator.sourceCode', loss: null },
  { source: 'UPN', target: 'person.identifiers', loss: whichCode },
  { source: 'UniqueLearnerNumber', target: 'person.identifiers', loss: null },
  { source: 'FormerUPN', target: 'person.identifiers', loss: null },
  { source: 'BasicDetails/FormerUPN', target: 'person.identifiers', loss: null },
  { source: 'Surname', target: 'person.names', loss: null },
  { source: 'Forename', target: 'person.names', loss: null },
  { source: 'BasicDetails/MiddleNames', target: 'person.names', loss: null },
  { source: 'BasicDetails/PreferredSurname', target: 'person.names', loss: null },
  { source: 'BasicDetails/PreferredForename', target: 'person.names', loss: null },
  { source: 'BasicDetails/FormerSurname', target: 'person.names', loss: null },
  { source: 'DOB', target: 'person.birth', loss: null },
  { source: 'Sex', target: 'person.sex', loss: null },
  { source: 'Gender', target: 'person.sex', loss: 'all of it where Sex is sent too' },
  { source: 'BasicDetails/Ethnicity', target: 'person.ethnicity', loss: null },
  {
    source: 'BasicDetails/EthnicitySource',
    target: 'person.ethnicity.statedBy',
    loss: 'which of school, previous school and other it was',
  },
  { source: 'BasicDetails/Languages', target: 'person.firstLanguage', loss: 'languages other than the first' },
  { source: 'BasicDetails/Disabilities', target: 'person.disabilities', loss: null },
  { source: 'BasicDetails/NCyearActual', target: 'enrolment.yearGroup', loss: null },
  {
    source: 'BasicDetails/EnrolStatus',
    target: 'enrolment.status',
    loss: 'whether another provider is a college; all of it after the day of leaving',
  },
  {
    source: 'LookedAfter/InCare',
    target: 'person.careStatus',
    loss: 'false, which says not what the child is instead',
  },
  { source: 'LookedAfter/InCare', target: 'enrolment.inCare', loss: null },
  {
    source: 'LookedAfter/CareAuthority',
    target: 'person.responsibleAuthority',
    loss: 'authorities whose number is not in our table',
  },
  { source: 'LookedAfter/CareAuthority', target: 'enrolment.careAuthority', loss: null },
  { source: 'SENhistory', target: 'enrolment.specialNeedsProvision', loss: 'earlier provision, and all dates' },
  { source: 'SENneeds', target: 'enrolment.specialNeeds', loss: null },
  { source: 'Address', target: 'person.homeAddress', loss: 'the country, and grid references' },
  { source: 'Contacts', target: 'person.parents', loss: childOnly },
  { source: 'Attendance', target: 'enrolment.sessionsPossible', loss: latestOnly },
  { source: 'Attendance', target: 'enrolment.sessionsAttended', loss: latestOnly },
  { source: 'Attendance', target: 'enrolment.sessionsUnauthorised', loss: latestOnly },
  { source: 'SchoolHistory', target: 'enrolment.school', loss: null },
  { source: 'SchoolHistory', target: 'enrolment.schoolName', loss: null },
  { source: 'SchoolHistory', target: 'enrolment.startedOn', loss: null },
  { source: 'SchoolHistory', target: 'enrolment.endedOn', loss: null },
  { source: 'SchoolHistory', target: 'enrolment.leavingReason', loss: null },
  { source: 'SchoolHistory', target: 'enrolment.status', loss: null },
  { source: 'SchoolHistory', target: 'involvement.startedOn', loss: null },
  { source: 'SchoolHistory', target: 'involvement.endedOn', loss: null },
  { source: 'SchoolHistory', target: 'risk-indicator.identifiedOn', loss: null },
];

/** ★ What a pupil's element may hold beside that. */
export const ctfUnmapped: readonly string[] = [
  'Header/DocumentName',
  'Header/DataDescriptor',
  'Header/SupplierID',
  'ApplicationReference',
  'UCI',
  'BasicDetails/MedicalFlag',
  'FSMhistory',
  'ServiceChild',
  'SchoolsRecord',
  'NAWdetails',
  'Phones',
  'Email',
  'StageAssessments',
];

/** Names of the elements directly within a pupil's. */
export const knownPupilElements: ReadonlySet<string> = new Set(
  [...ctfMapping.map(({ source }) => source), ...ctfUnmapped].flatMap((path) =>
    path.startsWith('Header/') ? [] : [path.split('/')[0] ?? path],
  ),
);
