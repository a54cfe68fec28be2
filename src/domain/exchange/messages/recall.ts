import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { id, phrase } from '../values.ts';
import { correctable } from './correct.ts';

/** Withdraws an earlier message of the sender; the recipient takes what it said out of use and confirms. */
export const recall = messageKind({
  kind: 'RECALL',
  title: 'An earlier message is withdrawn',
  opens: false,
  content: z.strictObject({
    recalls: id.describe('The message withdrawn'),
    kind: z.enum(correctable).describe('Its kind'),
    reason: phrase.describe('Why'),
  }),
  labels: { recalls: 'PROTOCOL', kind: 'PROTOCOL', reason: 'PROTOCOL' },
  example: {
    recalls: '6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11',
    kind: 'RHI_RESULT',
    reason: 'It was of another child',
  },
});
