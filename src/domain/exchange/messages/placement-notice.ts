import { z } from 'zod';
import { day } from '../../model/values.ts';
import { messageKind } from '../message-kind.ts';
import { passage, person, phrase } from '../values.ts';

/** Tells the host authority of a child placed in its area (Care Planning Regulations 2010, reg. 13). */
export const placementNotice = messageKind({
  kind: 'PLACEMENT_NOTICE',
  title: 'A child is placed in the other authority’s area',
  opens: true,
  content: z.strictObject({
    movesOn: day.describe('Day of the move'),
    isEmergency: z.boolean().describe('Whether the move could not be told of before'),
    contact: person.optional().describe('Social worker of the child'),
    placement: phrase.optional().describe('Name of the home or carer'),
    postcode: z.string().min(1).max(16).optional().describe('Postcode of the placement'),
    reasons: passage.optional().describe('Why the child is placed there'),
    needs: passage.optional().describe('Assessment of the child’s needs'),
    carePlan: passage.optional().describe('Care plan, as far as the host needs it'),
    missingHistory: passage.optional().describe('How often and how the child was missing before'),
    exploitationHistory: passage.optional().describe('What is known of exploitation'),
  }),
  labels: {
    movesOn: 'PROTOCOL',
    isEmergency: 'PROTOCOL',
    contact: 'OFFICIAL',
    placement: 'SENSITIVE',
    postcode: 'SENSITIVE',
    reasons: 'SENSITIVE',
    needs: 'SENSITIVE',
    carePlan: 'SENSITIVE',
    missingHistory: 'SENSITIVE',
    exploitationHistory: 'RESTRICTED',
  },
  example: {
    movesOn: '2015-09-14',
    isEmergency: false,
    contact: { name: 'Ruth Imrie', post: 'Social worker', phone: '01302 000001' },
    placement: 'Wath Lodge',
    postcode: 'S63 0ZZ',
    reasons: 'No home nearer by could take sisters together.',
    needs: 'Keeps to routines; needs notice of change.',
    carePlan: 'Reviewed monthly; contact with her sister on Saturdays.',
    missingHistory: 'Three absences since June, each to her old estate.',
    exploitationHistory: 'None known.',
  },
});
