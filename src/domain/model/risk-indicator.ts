import { z } from 'zod';
import { day, text } from './values.ts';

/**
 * DfE assessment factors (domain reference 4.6), the canonical words for risk; what no factor says is `OTHER`, with
 * the source's own words beside it.
 */
export const riskFactorCodes = [
  '1A',
  '1B',
  '1C',
  '2A',
  '2B',
  '2C',
  '3A',
  '3B',
  '3C',
  '4A',
  '4B',
  '4C',
  '5A',
  '5B',
  '5C',
  '6A',
  '6B',
  '6C',
  '7A',
  '8B',
  '8C',
  '8D',
  '8E',
  '8F',
  '9A',
  '10A',
  '11A',
  '12A',
  '13A',
  '14A',
  '15A',
  '16A',
  '17A',
  '18B',
  '18C',
  '19B',
  '19C',
  '20',
  '21',
  '22A',
  '23A',
  '24A',
  'RADICALISATION',
  'SDQ_CONCERN',
  'POLICE_PROTECTION',
  'MISSING_EDUCATION',
  'OTHER',
] as const;

/** One risk a source saw in a child's life, in the vocabulary of the CIN census. */
export const riskIndicator = z.strictObject({
  factor: z.enum(riskFactorCodes),
  /** Whether it is there; a source may say that it looked and found none. */
  present: z.boolean(),
  sourceCode: text.nullable(),
  sourceText: text.nullable(),
  identifiedOn: day.nullable(),
  endedOn: day.nullable(),
  detail: text.nullable(),
});
export type RiskIndicator = z.infer<typeof riskIndicator>;
