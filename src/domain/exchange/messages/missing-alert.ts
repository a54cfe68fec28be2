import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { instant, passage, person, phrase, riskGrade } from '../values.ts';

/** Tells the responsible authority that its child, placed elsewhere, is missing. */
export const missingAlert = messageKind({
  kind: 'MISSING_ALERT',
  title: 'A child of the other authority is missing',
  opens: true,
  content: z.strictObject({
    reportedAt: instant.describe('When the child was reported missing'),
    riskGrade: riskGrade.describe('Risk as the force grades it; how soon it is to be acknowledged follows from it'),
    missingSince: instant.optional().describe('Since when the child has been gone'),
    forceReference: phrase.optional().describe('The force’s number of the report'),
    contact: person.optional().describe('Officer or worker to ring'),
    riskRationale: passage.optional().describe('Why the force grades it so'),
    circumstances: passage.optional().describe('How the child came to be missing'),
    lastSeen: passage.optional().describe('Where and with whom the child was last seen'),
    health: passage.optional().describe('Medication and health that cannot wait'),
    associates: passage.optional().describe('People the child may be with'),
  }),
  labels: {
    reportedAt: 'PROTOCOL',
    riskGrade: 'PROTOCOL',
    missingSince: 'OFFICIAL',
    forceReference: 'OFFICIAL',
    contact: 'OFFICIAL',
    riskRationale: 'SENSITIVE',
    circumstances: 'SENSITIVE',
    lastSeen: 'RESTRICTED',
    health: 'SENSITIVE',
    associates: 'RESTRICTED',
  },
  example: {
    reportedAt: '2015-10-19T20:10:00Z',
    riskGrade: 'MEDIUM',
    missingSince: '2015-10-19T17:30:00Z',
    forceReference: 'MP-2015-3301',
    contact: { name: 'Sunil Parr', post: 'Missing persons coordinator', phone: '0114 000 0002' },
    riskRationale: 'Goes to a known address, but late and without money.',
    circumstances: 'Did not come back from school.',
    lastSeen: 'At the bus station, alone.',
    health: 'Inhaler not with her.',
    associates: 'A friend on the old estate.',
  },
});
