import type { AnyCanonicalRecord, Mapping } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import { namedPerson, pilotPerson, professional } from '../pilot-person.ts';
import { personalDetails } from '../pilot-personal-details.ts';
import { pilotFormat } from '../pilot-record.ts';
import type { PilotRecord, PilotRecordType } from '../pilot-record-type.ts';
import { type Section, sectionsAt, textAt } from '../pilot-section.ts';

const mapping: readonly Mapping[] = [
  { source: 'educationSettingName', target: 'enrolment.schoolName', loss: 'which school it is, by number' },
  { source: 'educationSettingName', target: 'person.professionals', loss: null },
  { source: 'educationSettingTelephone', target: 'person.professionals', loss: null },
  { source: 'educationActiveStatusesAndPlans', target: 'enrolment.specialNeedsProvision', loss: 'any other status' },
  { source: 'schoolsAttended[].name', target: 'enrolment.schoolName', loss: 'address, and whether the child left' },
];

/** Percentages of a year are no sessions, and no kind of record holds suspensions yet. */
const unmapped = [
  'educationSettingAddress',
  'yearlyEducationAttendances',
  'educationAttendances',
  'pupilPremium',
  'freeSchoolMeals',
  'electivelyHomeEducated',
];

const isSpecialNeeds = /\bSEND?\b|special educational need|\bEHCP?\b|education,? health and care/i;

const provisionOf = (payload: Section): string | null =>
  sectionsAt(payload, 'educationActiveStatusesAndPlans').flatMap((active) => {
    const [status, plan] = [textAt(active, 'status'), textAt(active, 'plan')];
    return isSpecialNeeds.test(`${status} ${plan}`) ? [plan ?? status ?? ''] : [];
  })[0] ?? null;

/** A school by name only: without its number nobody is let in, and whether the child is on its roll is not said. */
const enrolmentOf = (
  { recordId, subject }: PilotRecord,
  key: string,
  said: { readonly schoolName: string | null; readonly specialNeedsProvision?: string | null },
): readonly AnyCanonicalRecord[] => {
  if (said.schoolName === null && (said.specialNeedsProvision ?? null) === null) return [];
  const body = bodyWith('enrolment', said);
  return [{ kind: 'enrolment', key: `${recordId}/${key}`, subject, statedAt: null, body, absences: {} }];
};

/** What a school, or an authority for it, says of a child in the pilot. */
export const educationDetails: PilotRecordType = {
  recordType: 'education.details',
  schema: 'EducationDetailsRecord',
  early: ['schoolsAttended', 'pupilPremium'],
  mapping,
  unmapped,
  read(record) {
    const { payload } = record;
    const { said, absences } = namedPerson(payload);
    const schoolName = textAt(payload, 'educationSettingName');
    const phone = textAt(payload, 'educationSettingTelephone');
    const school = professional({ organisation: schoolName, phone, relationship: 'School' });
    const attended = sectionsAt(payload, 'schoolsAttended');
    return [
      ...pilotPerson(record, { ...said, professionals: [...school] }, absences),
      ...enrolmentOf(record, 'setting', { schoolName, specialNeedsProvision: provisionOf(payload) }),
      ...attended.flatMap((one, at) => enrolmentOf(record, `attended/${at}`, { schoolName: textAt(one, 'name') })),
    ];
  },
};

/** Education records of the DfE single unique identifier pilot. */
export const pilotEducation = pilotFormat({ id: 'pilot-education', title: 'DfE identifier pilot: education records' }, [
  educationDetails,
  personalDetails,
]);
