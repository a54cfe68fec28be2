import type { RecordBody } from '../../../domain/model/kinds.ts';
import type { InventedSource } from '../invented.ts';
import { ifSaid, systems } from './fhir-coding.ts';
import { said } from './json-list.ts';
import { recordsOf } from './records-of.ts';

type Encounter = RecordBody['health-encounter'];

const classes = {
  EMERGENCY: 'EMER',
  INPATIENT: 'IMP',
  AMBULATORY: 'AMB',
  HOME: 'HH',
  VIRTUAL: 'VR',
  OTHER: 'FLD',
} as const;
const statuses = {
  PLANNED: 'planned',
  IN_PROGRESS: 'in-progress',
  FINISHED: 'finished',
  CANCELLED: 'cancelled',
} as const;

const provider = (code: string): unknown => ({ identifier: { system: systems.odsCode, value: code } });

const encounterOf = (patient: string, id: string, body: Encounter): unknown =>
  said({
    resourceType: 'Encounter',
    id,
    status: body.status === null ? 'unknown' : statuses[body.status],
    class: ifSaid(body.encounterClass, (word) => ({ system: systems.actCode, code: classes[word] })),
    subject: { reference: `Patient/${patient}` },
    participant: ifSaid(body.clinician, (display) => [{ individual: { display } }]),
    period:
      body.startedAt === null && body.endedAt === null ? null : said({ start: body.startedAt, end: body.endedAt }),
    reasonCode: ifSaid(body.reason, (text) => [{ text }]),
    hospitalization: ifSaid(body.dischargedTo, (text) => ({ dischargeDisposition: { text } })),
    location: ifSaid(body.location, (display) => [{ location: { display } }]),
    serviceProvider: ifSaid(body.provider, provider),
  });

/** Contacts of the patient with the trust. */
export const encountersOf = (source: InventedSource): readonly unknown[] =>
  recordsOf(source, 'health-encounter').map(({ key, body }) => encounterOf(source.key, key, body));
