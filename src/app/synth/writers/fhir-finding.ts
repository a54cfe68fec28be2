import type { RecordBody } from '../../../domain/model/kinds.ts';
import type { InventedSource } from '../invented.ts';
import { concept, ifSaid, statusCode } from './fhir-coding.ts';
import { said } from './json-list.ts';
import { recordsOf } from './records-of.ts';

type Finding = RecordBody['health-finding'];
type Resource = Readonly<Record<string, unknown>>;

const aboutOf = ({ code, codeSystem, description }: Finding): unknown => concept(code, codeSystem, description);
const isEnded = ({ clinicalStatus }: Finding): boolean =>
  clinicalStatus === 'RESOLVED' || clinicalStatus === 'INACTIVE';

const condition = (finding: Finding, subject: Resource): Resource => ({
  resourceType: 'Condition',
  clinicalStatus: statusCode('condition-clinical', finding.clinicalStatus),
  verificationStatus: statusCode('condition-ver-status', finding.verification),
  code: aboutOf(finding),
  subject,
  abatementDateTime: finding.endedOn,
  recordedDate: finding.recordedOn,
});

const allergy = (finding: Finding, patient: Resource): Resource => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: statusCode('allergyintolerance-clinical', finding.clinicalStatus),
  verificationStatus: statusCode('allergyintolerance-verification', finding.verification),
  criticality: ifSaid(finding.critical, (critical) => (critical ? 'high' : 'low')),
  code: aboutOf(finding),
  patient,
  recordedDate: finding.recordedOn,
});

const observation = (finding: Finding, subject: Resource): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: aboutOf(finding),
  subject,
  effectiveDateTime: finding.recordedOn,
  valueString: finding.value,
});

const medication = (finding: Finding, subject: Resource): Resource => ({
  resourceType: 'MedicationStatement',
  status: isEnded(finding) ? 'completed' : 'active',
  medicationCodeableConcept: aboutOf(finding),
  subject,
  effectivePeriod: finding.endedOn === null ? null : { end: finding.endedOn },
  dateAsserted: finding.recordedOn,
  dosage: ifSaid(finding.value, (text) => [{ text }]),
});

const flag = (finding: Finding, subject: Resource): Resource => ({
  resourceType: 'Flag',
  status: isEnded(finding) ? 'inactive' : 'active',
  code: aboutOf(finding),
  subject,
  period:
    finding.recordedOn === null && finding.endedOn === null
      ? null
      : said({ start: finding.recordedOn, end: finding.endedOn }),
});

const resources = {
  CONDITION: condition,
  ALLERGY: allergy,
  OBSERVATION: observation,
  MEDICATION: medication,
  ALERT: flag,
} as const satisfies Record<Finding['findingType'], (finding: Finding, subject: Resource) => Resource>;

/** What the trust knows of the patient's health. */
export const findingsOf = (source: InventedSource): readonly unknown[] =>
  recordsOf(source, 'health-finding').map(({ key, body }) => {
    const { resourceType, ...elements } = resources[body.findingType](body, { reference: `Patient/${source.key}` });
    return said({ resourceType, id: key, ...elements });
  });
