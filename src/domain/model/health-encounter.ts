import { z } from 'zod';
import { instant, text } from './values.ts';

export const encounterClasses = ['EMERGENCY', 'INPATIENT', 'AMBULATORY', 'HOME', 'VIRTUAL', 'OTHER'] as const;

/** A contact of the child with a health service. */
export const healthEncounter = z.strictObject({
  encounterClass: z.enum(encounterClasses).nullable(),
  status: z.enum(['PLANNED', 'IN_PROGRESS', 'FINISHED', 'CANCELLED']).nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  provider: text.nullable(),
  location: text.nullable(),
  reason: text.nullable(),
  clinician: text.nullable(),
  dischargedTo: text.nullable(),
});
export type HealthEncounter = z.infer<typeof healthEncounter>;
