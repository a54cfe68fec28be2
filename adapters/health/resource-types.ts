import { readAllergy } from './allergy.ts';
import { readCondition } from './condition.ts';
import { readEncounter } from './encounter.ts';
import { readFlag } from './flag.ts';
import { readMedicationStatement } from './medication-statement.ts';
import { readObservation } from './observation.ts';
import { readPatient } from './patient.ts';
import { readFinding } from './read-finding.ts';
import { readRelatedPerson } from './related-person.ts';
import type { Source } from './source.ts';
import type { Told } from './told.ts';

type ResourceReader = (source: Source, key: string) => Told;

/** The types of resource that say something of a child, and how each is read. */
export const resourceReaders: ReadonlyMap<string, ResourceReader> = new Map<string, ResourceReader>([
  ['Patient', readPatient],
  ['RelatedPerson', readRelatedPerson],
  ['Encounter', readEncounter],
  ['Condition', readFinding(readCondition, 'subject')],
  ['AllergyIntolerance', readFinding(readAllergy, 'patient')],
  ['Observation', readFinding(readObservation, 'subject')],
  ['Flag', readFinding(readFlag, 'subject')],
  ['MedicationStatement', readFinding(readMedicationStatement, 'subject')],
]);

/** Types that only name others, or answer for the server; they are kept and say nothing themselves. */
export const namingTypes = [
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'Medication',
  'OperationOutcome',
] as const;

/** Types this format knows and does not map. */
export const unmappedTypes = [
  'Appointment',
  'CarePlan',
  'CareTeam',
  'Communication',
  'Composition',
  'Consent',
  'DiagnosticReport',
  'DocumentReference',
  'EpisodeOfCare',
  'FamilyMemberHistory',
  'HealthcareService',
  'Immunization',
  'List',
  'MedicationRequest',
  'MessageHeader',
  'Procedure',
  'Provenance',
  'QuestionnaireResponse',
  'ServiceRequest',
  'Task',
] as const;
