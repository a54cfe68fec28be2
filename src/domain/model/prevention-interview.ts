import { z } from 'zod';
import { harm, instant, sourceEpisodes, text } from './values.ts';

/** The police check on a child who is back, formerly "safe and well". It is never the return home interview. */
export const preventionInterview = z.strictObject({
  sourceEpisodes,
  done: z.boolean().nullable(),
  heldAt: instant.nullable(),
  officer: text.nullable(),
  seenAlone: z.boolean().nullable(),
  notDoneReason: text.nullable(),
  account: text.nullable(),
  harm: z.array(harm).nullable(),
  crimeReference: text.nullable(),
});
export type PreventionInterview = z.infer<typeof preventionInterview>;
