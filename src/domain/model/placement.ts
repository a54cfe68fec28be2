import { z } from 'zod';
import { day, text } from './values.ts';

/** One spell of being looked after under one legal status and placement (SSDA903 episode). */
export const placement = z.strictObject({
  startedOn: day.nullable(),
  endedOn: day.nullable(),
  startReason: text.nullable(),
  endReason: text.nullable(),
  legalStatus: text.nullable(),
  needCode: text.nullable(),
  placementType: text.nullable(),
  provider: text.nullable(),
  changeReason: text.nullable(),
  homePostcode: text.nullable(),
  placementPostcode: text.nullable(),
  urn: text.nullable(),
});
export type Placement = z.infer<typeof placement>;
