import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { passage, phrase } from '../values.ts';

/** Answers a question about a result; what is to be recorded anew is sent as a correction. */
export const resultAnswer = messageKind({
  kind: 'RESULT_ANSWER',
  title: 'The answer to a question about the result',
  opens: false,
  content: z.strictObject({
    fields: z.array(phrase).min(1).max(60).describe('Fields the answer is about'),
    answer: passage.optional().describe('The answer'),
  }),
  labels: { fields: 'PROTOCOL', answer: 'SENSITIVE' },
  example: { fields: ['actions'], answer: 'Her social worker does; the sister agreed.' },
});
