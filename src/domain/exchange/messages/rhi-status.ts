import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { instant, passage } from '../values.ts';

/** How an accepted interview goes on. */
export const rhiStatuses = ['SCHEDULED', 'HELD', 'CHILD_DECLINED', 'NOT_ACHIEVED', 'SUPERSEDED', 'DEFERRED'] as const;

/** Tells how an accepted interview goes on, whenever it changes. */
export const rhiStatus = messageKind({
  kind: 'RHI_STATUS',
  title: 'How the interview goes on',
  opens: false,
  content: z.strictObject({
    status: z.enum(rhiStatuses).describe('Where it stands now'),
    at: instant.describe('For when it is planned, or when it happened'),
    attempts: z.int().min(0).max(1_000).describe('Tries to reach the child so far'),
    explanation: passage.optional().describe('Why the child declined, why it waits, what was tried'),
  }),
  labels: { status: 'PROTOCOL', at: 'PROTOCOL', attempts: 'PROTOCOL', explanation: 'SENSITIVE' },
  example: { status: 'SCHEDULED', at: '2015-10-22T10:00:00Z', attempts: 1, explanation: 'At school, as she asked.' },
});
