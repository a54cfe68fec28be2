import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { passage } from '../values.ts';

/** Refuses an interview; it is the responsible authority’s to hold again. */
export const rhiDecline = messageKind({
  kind: 'RHI_DECLINE',
  title: 'The interview is not taken on',
  opens: false,
  content: z.strictObject({
    reason: z.enum(['NO_CAPACITY', 'NOT_OUR_AREA', 'CONFLICT', 'CHILD_MOVED', 'COST', 'OTHER']).describe('Why not'),
    detail: passage.optional().describe('More of it'),
  }),
  labels: { reason: 'PROTOCOL', detail: 'OFFICIAL' },
  example: { reason: 'NO_CAPACITY', detail: 'Both workers are on leave until Monday.' },
});
