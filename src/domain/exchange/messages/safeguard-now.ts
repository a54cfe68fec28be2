import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { id, passage, person } from '../values.ts';

/** Tells of an immediate risk. It is a conversation of its own, so that no queue holds it up. */
export const safeguardNow = messageKind({
  kind: 'SAFEGUARD_NOW',
  title: 'The child is at immediate risk',
  opens: true,
  content: z.strictObject({
    about: id.nullable().describe('The conversation it came up in'),
    contact: person.describe('Whom to ring at once'),
    policeTold: z.boolean().describe('Whether the police were told'),
    risk: passage.optional().describe('What the risk is'),
    where: passage.optional().describe('Where the child is'),
  }),
  labels: { about: 'PROTOCOL', contact: 'PROTOCOL', policeTold: 'PROTOCOL', risk: 'SENSITIVE', where: 'RESTRICTED' },
  example: {
    about: null,
    contact: { name: 'Imran Vale', post: 'Return interview worker', phone: '01709 000003' },
    policeTold: true,
    risk: 'Named a man who waits for her at the station.',
    where: 'At school until 15:00.',
  },
});
