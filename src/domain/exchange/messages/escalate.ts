import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { instant, person, phrase } from '../values.ts';

/**
 * Tells the duty manager of the other authority what is late, or soon will be, and at which stage of Resolving
 * Professional Differences the two authorities now are. EXPIRED ends a request nobody answered.
 */
export const escalate = messageKind({
  kind: 'ESCALATE',
  title: 'Something is overdue',
  opens: false,
  content: z.strictObject({
    reason: z.enum(['EXPIRED', 'OVERDUE', 'DUE_SOON']).describe('Whether the request lapses, is late, or soon will be'),
    wasDueAt: instant.describe('When it is, or was, due'),
    stage: z.int().min(1).max(4).describe('Stage of Resolving Professional Differences, from 1'),
    between: phrase.describe('Who talks with whom at this stage'),
    resolveBy: instant.describe('When the limit of this stage ends, and the next one begins'),
    to: person.describe('The duty manager it goes to'),
    from: person.describe('The duty manager it comes from'),
  }),
  labels: {
    reason: 'PROTOCOL',
    wasDueAt: 'PROTOCOL',
    stage: 'PROTOCOL',
    between: 'PROTOCOL',
    resolveBy: 'PROTOCOL',
    to: 'PROTOCOL',
    from: 'PROTOCOL',
  },
  example: {
    reason: 'OVERDUE',
    wasDueAt: '2015-10-23T07:45:00Z',
    stage: 1,
    between: 'practitioners',
    resolveBy: '2015-10-26T23:59:59Z',
    to: { name: 'Maeve Oduya', post: 'Duty manager, Rotherham', phone: '01709 000004' },
    from: { name: 'Colin Reay', post: 'Duty manager, Doncaster', phone: '01302 000005' },
  },
});
