import type { Adapter } from '../../src/domain/adapter.ts';
import { fhirR4 } from './fhir-r4.ts';
import { pilotHealth } from './pilot-health.ts';

/** How health speaks: FHIR, as the Personal Demographics Service and hospital systems send it. */
export const health: Adapter = {
  id: 'health',
  agency: 'health',
  title: 'Health records',
  formats: [fhirR4, pilotHealth],
};
