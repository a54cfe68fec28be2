import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { phrase } from '../values.ts';

/** Accepts a result, sends it back, or closes the conversation. */
export const resultAck = messageKind({
  kind: 'RESULT_ACK',
  title: 'The result is accepted, rejected or the matter closed',
  opens: false,
  content: z.strictObject({
    decision: z.enum(['ACCEPTED', 'REJECTED', 'CLOSED']).describe('What was decided'),
    faults: z
      .array(z.strictObject({ field: phrase, fault: phrase }))
      .max(200)
      .describe('What is wrong with it, field by field, where it is rejected'),
    by: phrase.describe('Who decided, name and post'),
  }),
  labels: { decision: 'PROTOCOL', faults: 'PROTOCOL', by: 'PROTOCOL' },
  example: { decision: 'ACCEPTED', faults: [], by: 'Ruth Imrie, social worker' },
});
