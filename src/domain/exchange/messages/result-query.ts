import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { passage, phrase } from '../values.ts';

/** Asks about named fields of a result. */
export const resultQuery = messageKind({
  kind: 'RESULT_QUERY',
  title: 'A question about the result',
  opens: false,
  content: z.strictObject({
    fields: z.array(phrase).min(1).max(60).describe('Fields the question is about'),
    question: passage.optional().describe('The question'),
  }),
  labels: { fields: 'PROTOCOL', question: 'SENSITIVE' },
  example: { fields: ['actions'], question: 'Who tells her sister?' },
});
