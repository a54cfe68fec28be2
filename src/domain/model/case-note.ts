import { z } from 'zod';
import { agencyCode, instant, sourceEpisodes, text } from './values.ts';

const informed = z.strictObject({ who: text, at: instant.nullable(), how: text.nullable() });

/** A note of work with a child (domain reference 3.3). */
export const caseNote = z.strictObject({
  sourceEpisodes,
  author: text.nullable(),
  authorRole: text.nullable(),
  authorAgency: agencyCode.nullable(),
  happenedAt: instant.nullable(),
  recordedAt: instant.nullable(),
  seen: z.boolean().nullable(),
  seenAlone: z.boolean().nullable(),
  place: text.nullable(),
  placeReason: text.nullable(),
  voice: text.nullable(),
  analysis: text.nullable(),
  impact: text.nullable(),
  informed: z.array(informed).nullable(),
  characteristicsConsidered: z.boolean().nullable(),
  disagreement: text.nullable(),
  note: text.nullable(),
});
export type CaseNote = z.infer<typeof caseNote>;
