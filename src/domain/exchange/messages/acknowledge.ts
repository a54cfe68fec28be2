import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { id, phrase } from '../values.ts';

/** Confirms, by a person, that a notice, a correction or a withdrawal was read and acted on. */
export const acknowledge = messageKind({
  kind: 'ACKNOWLEDGE',
  title: 'A person has read it',
  opens: false,
  content: z.strictObject({
    confirms: id.describe('The message confirmed'),
    by: phrase.describe('Who confirms, name and post'),
  }),
  labels: { confirms: 'PROTOCOL', by: 'PROTOCOL' },
  example: { confirms: '6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11', by: 'Maeve Oduya, duty manager' },
});
