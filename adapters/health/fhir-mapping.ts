import type { Mapping } from '../../src/domain/adapter.ts';
import { namingTypes, unmappedTypes } from './resource-types.ts';

type Row = readonly [source: string, targets: readonly string[], loss?: string];

const findings = (...fields: readonly string[]) => fields.map((field) => `health-finding.${field}`);
const encounter = (...fields: readonly string[]) => fields.map((field) => `health-encounter.${field}`);
const involvement = (...fields: readonly string[]) => fields.map((field) => `involvement.${field}`);
const risk = (...fields: readonly string[]) => fields.map((field) => `risk-indicator.${field}`);

const whatFound = findings('code', 'codeSystem', 'description');
const otherCodes = 'further codes of the same concept, once SNOMED CT stands among them';
const theTime = 'the time of day; a date that is no full day';

const ofBundles: readonly Row[] = [
  ['Bundle.entry.fullUrl', [], 'all but the id and the references it resolves'],
  ['Bundle.timestamp', [], 'all, where the resource says when it was last changed'],
  ['meta.lastUpdated', []],
  [
    'meta.security',
    ['person.addressProtected'],
    'which of R, V and REDACTED; of any record but the patient marked V, all',
  ],
];

const ofPersons: readonly Row[] = [
  ['Patient.id', []],
  ['Patient.identifier (NHS number)', ['person.identifiers'], 'the verification status: it becomes valid or not'],
  ['Patient.name', ['person.names'], 'prefix, suffix and period; which use an ended name had'],
  ['Patient.gender', ['person.sex', 'person.gender'], 'other becomes unknown, with the word kept as gender'],
  ['Patient.birthDate', ['person.birth']],
  ['Patient.deceased[x]', [], 'the date of death: it is reported as an issue'],
  [
    'Patient.address (home)',
    ['person.homeAddress'],
    'all but the current one; all of it where the record is restricted',
  ],
  ['Patient.address.extension (AddressKey)', ['person.homeAddress.uprn'], 'PAF keys'],
  ['Patient.extension (EthnicCategory)', ['person.ethnicity'], 'the DfE code for C and two-letter categories'],
  [
    'Patient.extension (NHSCommunication)',
    ['person.firstLanguage'],
    'that it is the language to speak with, not the first',
  ],
  ['Patient.extension (interpreterRequired)', ['person.interpreterNeeded']],
  ['Patient.extension (patient-religion)', ['person.religion'], 'the code, where words stand beside it'],
  [
    'Patient.generalPractitioner',
    involvement('involvement', 'involvedOrganisation', 'jobTitle'),
    'a doctor named without an ODS code; all of it where the record is restricted',
  ],
  ['Patient.generalPractitioner.identifier.period', involvement('startedOn', 'endedOn'), theTime],
  [
    'RelatedPerson.name, relationship, telecom',
    ['person.parents'],
    'all but one telephone number, and that one for a restricted child; how near the relation is',
  ],
  ['RelatedPerson.active, period', [], 'whoever has ceased to be related'],
];

const ofEncounters: readonly Row[] = [
  ['Encounter.status', encounter('status'), 'arrived, triaged and on leave: all become in progress'],
  ['Encounter.class', encounter('encounterClass'), 'which kind of inpatient stay; a class that is not HL7’s'],
  ['Encounter.period', encounter('startedAt', 'endedAt'), 'a date without a time: no time is made up'],
  ['Encounter.reasonCode', encounter('reason'), 'the codes, where words stand beside them'],
  ['Encounter.participant.individual', encounter('clinician'), 'the part each took'],
  ['Encounter.serviceProvider', encounter('provider'), 'the name, where an ODS code is known'],
  ['Encounter.location', encounter('location'), 'when the child was where; all of it where the record is restricted'],
  [
    'Encounter.hospitalization.dischargeDisposition',
    encounter('dischargedTo'),
    'the code, where words stand beside it; all of it where the record is restricted',
  ],
];

const ofFindings: readonly Row[] = [
  ['(type of the resource)', findings('findingType')],
  ['Condition.code', whatFound, otherCodes],
  ['Condition.clinicalStatus', findings('clinicalStatus'), 'relapse and recurrence become active, remission inactive'],
  ['Condition.verificationStatus', findings('verification'), 'all of a record entered in error'],
  ['Condition.recordedDate, onset[x]', findings('recordedOn'), `the onset, where both stand; ${theTime}`],
  ['Condition.abatement[x]', findings('endedOn'), theTime],
  ['AllergyIntolerance.code', whatFound, otherCodes],
  ['AllergyIntolerance.criticality', findings('critical'), 'that it could not be assessed'],
  ['AllergyIntolerance.reaction', findings('value', 'critical'), 'all but the manifestations and that one was severe'],
  ['Observation.code', whatFound, otherCodes],
  ['Observation.value[x], component', findings('value'), 'its type; ranges, ratios and sampled series'],
  ['Observation.status', findings('verification'), 'all of a record cancelled or entered in error'],
  ['Observation.effective[x], issued', findings('recordedOn'), theTime],
  ['Flag.code', whatFound, otherCodes],
  ['Flag.status', findings('clinicalStatus'), 'all of a record entered in error'],
  ['Flag.period', findings('recordedOn', 'endedOn'), theTime],
  ['MedicationStatement.medication[x]', whatFound, 'ingredients and form'],
  [
    'MedicationStatement.status',
    findings('clinicalStatus'),
    'on hold, stopped, completed, not taken: all become inactive',
  ],
  ['MedicationStatement.dosage', findings('value'), 'all but its text'],
  ['MedicationStatement.effective[x], dateAsserted', findings('recordedOn', 'endedOn'), theTime],
];

/** What follows from the tables `critical-needs.ts` and `risk-factors.ts`. */
const ofTables: readonly Row[] = [
  ['(a condition, medicine or flag of the table of needs)', findings('critical')],
  ['(a condition or medicine of the table of needs)', ['person.medicalNeeds', 'person.timeCriticalMedication']],
  [
    '(a condition, observation or flag of the table of risks)',
    risk('factor', 'present', 'sourceCode', 'sourceText', 'identifiedOn', 'endedOn', 'detail'),
    'how sure the source was',
  ],
  ['(a looked-after child, a child protection plan)', ['person.careStatus'], 'which category the plan is under'],
  ['Flag.category', [], 'all but what the table of risks finds in it'],
];

const rows: readonly Row[] = [
  ...[ofBundles, ofPersons, ofEncounters, ofFindings, ofTables].flat(),
  ...namingTypes.map((type): Row => [type, [], 'all but the name or code it gives those who refer to it']),
];

/** What becomes of every element this format reads. */
export const mapping: readonly Mapping[] = rows.flatMap(([source, targets, loss = null]) =>
  (targets.length === 0 ? [null] : targets).map((target) => ({ source, target, loss })),
);

/** Types and elements this format knows and does not map. */
export const unmapped: readonly string[] = [
  ...unmappedTypes,
  'Patient.contact',
  'Patient.telecom',
  'Patient.address (temp, old, work)',
  'Patient.communication',
  'Patient.identifier (other systems)',
  'Patient.managingOrganization',
  'Patient.maritalStatus',
  'Patient.multipleBirth[x]',
  'Patient.photo',
  'RelatedPerson.address',
  'Encounter.diagnosis',
  'Encounter.type',
  'Encounter.extension DischargeMethod',
  'Condition.severity',
  'Condition.note',
  'AllergyIntolerance.note',
  'Observation.interpretation',
  'Observation.note',
  'Flag.author',
  'MedicationStatement.reasonCode',
];
