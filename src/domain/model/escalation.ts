import { z } from 'zod';
import { agencyCode, day, instant, sourceEpisodes, text } from './values.ts';

/** A professional difference taken further (Resolving Professional Differences), one stage of it. */
export const escalation = z.strictObject({
  sourceEpisodes,
  stage: z.int().min(1).max(4),
  raisedBy: text.nullable(),
  raisedByAgency: agencyCode.nullable(),
  againstAgency: agencyCode.nullable(),
  raisedAt: instant.nullable(),
  issue: text.nullable(),
  discussion: text.nullable(),
  outcome: text.nullable(),
  resolvedOn: day.nullable(),
  formReference: text.nullable(),
});
export type Escalation = z.infer<typeof escalation>;
