import { z } from 'zod';
import { day, text } from './values.ts';

/** A condition, allergy, observation, medicine or alert in a child's health record. */
export const healthFinding = z.strictObject({
  findingType: z.enum(['CONDITION', 'ALLERGY', 'OBSERVATION', 'MEDICATION', 'ALERT']),
  code: text.nullable(),
  codeSystem: text.nullable(),
  description: text.nullable(),
  value: text.nullable(),
  clinicalStatus: z.enum(['ACTIVE', 'INACTIVE', 'RESOLVED']).nullable(),
  verification: z.enum(['CONFIRMED', 'UNCONFIRMED', 'REFUTED']).nullable(),
  /** Whether going without it, or meeting it, endangers a child who is away. */
  critical: z.boolean().nullable(),
  recordedOn: day.nullable(),
  endedOn: day.nullable(),
});
export type HealthFinding = z.infer<typeof healthFinding>;
