import { z } from 'zod';
import { day, text } from './values.ts';

/** A worker of an organisation, by the subject id of their token. */
export const namedWorker = z.strictObject({ organisation: text, personId: text });

/**
 * A restriction on who may learn what of a child (domain reference 5.4). RESTRICTED_RECORD: only the workers named
 * know of the child. KIN_DECLARED: the workers named are kin and see nothing. CHILD_ASKED_NOT_TO_SHARE: what the child
 * told stays with those who must hear it.
 */
export const restriction = z.strictObject({
  restriction: z.enum(['RESTRICTED_RECORD', 'KIN_DECLARED', 'CHILD_ASKED_NOT_TO_SHARE']),
  workers: z.array(namedWorker),
  reason: text.nullable(),
  decidedBy: text.nullable(),
  startedOn: day.nullable(),
  endedOn: day.nullable(),
  reviewOn: day.nullable(),
});
export type Restriction = z.infer<typeof restriction>;
