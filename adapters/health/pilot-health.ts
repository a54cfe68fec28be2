import type { AnyCanonicalRecord, Mapping } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import type { Contact } from '../../src/domain/model/values.ts';
import { namedPerson, phonesOf, pilotPerson, professional } from '../pilot-person.ts';
import { personalDetails } from '../pilot-personal-details.ts';
import { pilotFormat } from '../pilot-record.ts';
import type { PilotRecord, PilotRecordType } from '../pilot-record-type.ts';
import { dayAt, invalidWhere, type Section, sectionsAt, textAt, textsAt } from '../pilot-section.ts';

type Finding = Partial<RecordBody['health-finding']>;

/** Elements that list contacts with a service by their day, and what each is called; the names changed once. */
const listed = [
  ['missedAppointments', 'Missed appointment'],
  ['missedAppointmentReasons', 'Missed appointment'],
  ['emergencyDepartmentAttendances', 'Emergency department attendance'],
] as const;

const gp = ['registeredGPName', 'registeredGP', 'registeredGPSurgery', 'gpTelephone'];
const earlyGp = ['gpName', 'gpSurgery', 'gpContactNumber'];

const mapping: readonly Mapping[] = [
  ...[...gp, ...earlyGp].map((source) => ({ source, target: 'person.professionals', loss: null })),
  { source: 'camhsTeamInvolvement', target: 'person.professionals', loss: null },
  { source: 'camhsContactDetails', target: 'person.professionals', loss: 'e-mail' },
  { source: 'camhsContactTelephone', target: 'person.professionals', loss: null },
  { source: 'healthActiveStatusesAndPlans[].status', target: 'health-finding.description', loss: null },
  { source: 'healthActiveStatusesAndPlans[].plan', target: 'health-finding.value', loss: null },
  { source: 'healthActiveStatusesAndPlans', target: 'health-finding.findingType', loss: null },
  { source: 'healthActiveStatusesAndPlans', target: 'health-finding.clinicalStatus', loss: null },
  ...listed.flatMap(([source, words]) => [
    { source, target: 'health-finding.findingType', loss: `that it was a contact with a service: ${words}` },
    { source: `${source}[].date`, target: 'health-finding.recordedOn', loss: 'that the day is of the contact' },
    { source: `${source}[].reason`, target: 'health-finding.value', loss: null },
  ]),
];

const findingOf = (record: PilotRecord, key: string, said: Finding): AnyCanonicalRecord => ({
  ...{ kind: 'health-finding', key: `${record.recordId}/${key}`, subject: record.subject, statedAt: null },
  body: bodyWith('health-finding', { ...said, findingType: 'OBSERVATION' }),
  absences: {},
});

const statusesOf = (record: PilotRecord): readonly AnyCanonicalRecord[] =>
  sectionsAt(record.payload, 'healthActiveStatusesAndPlans').flatMap((active, index) => {
    const [description, value] = [textAt(active, 'status'), textAt(active, 'plan')];
    if (description === null && value === null) return [];
    return [findingOf(record, `status/${index}`, { description, value, clinicalStatus: 'ACTIVE' })];
  });

const words = (section: Section, elements: readonly string[]): string | null =>
  elements.flatMap((name) => textAt(section, name) ?? []).join(': ') || null;

/**
 * A missed appointment, or a visit to an emergency department, by its day. It is no encounter, which has a time: the
 * time would be made up, and would open the child to whoever is said to treat them.
 */
const contactsOf = (record: PilotRecord): readonly AnyCanonicalRecord[] =>
  listed.flatMap(([element, description]) =>
    sectionsAt(record.payload, element).map((contact, index) => {
      const recordedOn = dayAt(contact, 'date');
      const value = words(contact, ['setting', 'location', 'reason']);
      const finding = findingOf(record, `${element}/${index}`, { description, value, recordedOn });
      return { ...finding, absences: invalidWhere(contact, { recordedOn: { element: 'date', value: recordedOn } }) };
    }),
  );

const gpOf = (payload: Section): readonly Contact[] => {
  const first = (names: readonly string[]) => names.flatMap((name) => textAt(payload, name) ?? [])[0] ?? null;
  return professional({
    name: first(['registeredGPName', 'registeredGP', 'gpName']),
    relationship: 'GP',
    phone: first(['gpTelephone', 'gpContactNumber']),
    organisation: first(['registeredGPSurgery', 'gpSurgery']),
  });
};

/** The telephone numbers are of the service as a whole: each team has them all. */
const camhsOf = (payload: Section): readonly Contact[] => {
  const relationship = 'Child and adolescent mental health services';
  const phone = phonesOf([...textsAt(payload, 'camhsContactDetails'), ...textsAt(payload, 'camhsContactTelephone')]);
  const teams = textsAt(payload, 'camhsTeamInvolvement');
  if (teams.length === 0) return professional({ relationship, phone });
  return teams.flatMap((organisation) => professional({ relationship, phone, organisation }));
};

/** What health bodies say of a child in the pilot. */
export const healthDetails: PilotRecordType = {
  recordType: 'health.details',
  schema: 'HealthDataRecord',
  early: ['gpName', 'missedAppointmentReasons'],
  mapping,
  unmapped: ['gpAddress', 'camhsContactAddress'],
  read(record) {
    const { payload } = record;
    const { said, absences } = namedPerson(payload);
    const person = { ...said, professionals: [...gpOf(payload), ...camhsOf(payload)] };
    return [...pilotPerson(record, person, absences), ...statusesOf(record), ...contactsOf(record)];
  },
};

/** Health records of the DfE single unique identifier pilot. */
export const pilotHealth = pilotFormat({ id: 'pilot-health', title: 'DfE identifier pilot: health records' }, [
  healthDetails,
  personalDetails,
]);
