import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { instant, person } from '../values.ts';

/** Takes an interview on, with a named worker. */
export const rhiAccept = messageKind({
  kind: 'RHI_ACCEPT',
  title: 'The interview is taken on',
  opens: false,
  content: z.strictObject({
    worker: person.describe('Who will hold it'),
    slotAt: instant.nullable().describe('When, where that is known already'),
  }),
  labels: { worker: 'PROTOCOL', slotAt: 'PROTOCOL' },
  example: {
    worker: { name: 'Imran Vale', post: 'Return interview worker', phone: '01709 000003' },
    slotAt: '2015-10-22T10:00:00Z',
  },
});
