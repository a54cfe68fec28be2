import { z } from 'zod';
import { agencyCode, day, sourceEpisodes, text } from './values.ts';

/** The difference that work made to a child, and what shows it (audit R7). Silence stays silence: never inferred. */
export const impact = z.strictObject({
  sourceEpisodes,
  statement: text.nullable(),
  evidence: text.nullable(),
  agency: agencyCode.nullable(),
  recordedBy: text.nullable(),
  recordedOn: day.nullable(),
});
export type Impact = z.infer<typeof impact>;
