import type { Format } from '../../src/domain/adapter.ts';
import { decodeText } from '../csv.ts';
import { parseJson } from '../json.ts';
import { contentsOf } from './entries.ts';
import { fhirFile } from './fhir-file.ts';
import { mapping, unmapped } from './fhir-mapping.ts';
import { readEntries } from './read-entries.ts';

const declares = /"resourceType"\s*:\s*"[A-Z]/;

/** FHIR R4 as JSON, with UK Core, PDS and the older CareConnect: a resource alone, or a bundle of any type. */
export const fhirR4: Format = {
  id: 'fhir-r4',
  title: 'FHIR R4 resources and bundles, JSON',
  version: '1.0',
  mode: { kind: 'upsert' },
  unmapped,
  mapping,
  detects(_name, head) {
    const { text } = decodeText(head);
    return /^\uFEFF?\s*\{/.test(text) && declares.test(text);
  },
  read(bytes, options) {
    const { entries, timestamp } = contentsOf(parseJson(decodeText(bytes).text));
    const resources = entries.flatMap(({ resource }) => resource ?? []);
    return readEntries(entries, fhirFile(resources, timestamp, options));
  },
};
