import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { id, phrase } from '../values.ts';

/** Kinds whose content can be put right or withdrawn. */
export const correctable = [
  'PLACEMENT_NOTICE',
  'MISSING_ALERT',
  'RETURN_NOTICE',
  'SAFEGUARD_NOW',
  'RHI_REQUEST',
  'RHI_RESULT',
  'RESULT_COPY',
] as const;

/** Replaces the content of an earlier message of the sender; the recipient confirms. */
export const correct = messageKind({
  kind: 'CORRECT',
  title: 'An earlier message is replaced',
  opens: false,
  content: z.strictObject({
    corrects: id.describe('The message replaced'),
    kind: z.enum(correctable).describe('Its kind'),
    reason: phrase.describe('Why'),
    replacement: z
      .record(z.string(), z.unknown())
      .describe('The whole content anew, as its kind has it and the agreement lets it cross'),
  }),
  labels: { corrects: 'PROTOCOL', kind: 'PROTOCOL', reason: 'PROTOCOL', replacement: 'PROTOCOL' },
  example: {
    corrects: '6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11',
    kind: 'RETURN_NOTICE',
    reason: 'The time was an hour off',
    replacement: { returnedAt: '2015-10-20T06:45:00Z' },
  },
});
