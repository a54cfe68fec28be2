import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { instant, passage, person, phrase } from '../values.ts';

/** Asks the host authority to hold a return home interview; the responsible authority stays accountable for it. */
export const rhiRequest = messageKind({
  kind: 'RHI_REQUEST',
  title: 'A return home interview is asked for',
  opens: true,
  content: z.strictObject({
    returnedAt: instant.describe('When the child came back: the 72 hours run from here'),
    questionSet: phrase.describe('The questions wanted, by name and version'),
    contact: person.optional().describe('Whom the interviewer may ring'),
    wishes: passage.optional().describe('Whom the child wants to talk to, and where'),
    accessNeeds: passage.optional().describe('Language, disability, culture'),
    workerRisks: passage.optional().describe('Risks to the interviewer'),
    investigationConstraint: passage.optional().describe('What must not be touched on, and the officer to ring'),
    costCode: phrase.optional().describe('Who pays'),
  }),
  labels: {
    returnedAt: 'PROTOCOL',
    questionSet: 'PROTOCOL',
    contact: 'OFFICIAL',
    wishes: 'SENSITIVE',
    accessNeeds: 'SENSITIVE',
    workerRisks: 'RESTRICTED',
    investigationConstraint: 'RESTRICTED',
    costCode: 'OFFICIAL',
  },
  example: {
    returnedAt: '2015-10-20T07:45:00Z',
    questionSet: 'homeward/rhi 1.0',
    contact: { name: 'Ruth Imrie', post: 'Social worker', phone: '01302 000001' },
    wishes: 'Would rather talk to Imran, at school.',
    accessNeeds: 'None needed; she was asked.',
    workerRisks: 'None known.',
    investigationConstraint: 'None.',
    costCode: 'DN-4417',
  },
});
