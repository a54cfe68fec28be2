import type { InventedSource } from '../invented.ts';
import type { Writer } from '../writer.ts';
import { encountersOf } from './fhir-encounter.ts';
import { findingsOf } from './fhir-finding.ts';
import { patientOf, relatedPersonsOf } from './fhir-patient.ts';
import { jsonList } from './json-list.ts';

const resourcesOf = (source: InventedSource): readonly unknown[] => [
  patientOf(source),
  ...relatedPersonsOf(source),
  ...encountersOf(source),
  ...findingsOf(source),
];

/** A trust's extract as FHIR R4 (UK Core), JSON: a bundle of patients with their contacts and findings. */
export const fhir: Writer = {
  id: 'fhir',
  adapter: 'health',
  system: 'fhir',
  files: [
    jsonList({
      name: (part) => `bundle-${part}.json`,
      envelope: { resourceType: 'Bundle', type: 'collection' },
      property: 'entry',
      entries: (source) => resourcesOf(source).map((resource) => JSON.stringify({ resource })),
    }),
  ],
};
