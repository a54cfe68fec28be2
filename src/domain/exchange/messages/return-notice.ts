import { z } from 'zod';
import { messageKind } from '../message-kind.ts';
import { instant, passage, phrase } from '../values.ts';

/** Tells the responsible authority that the child is back; the 72 hours run from the return. */
export const returnNotice = messageKind({
  kind: 'RETURN_NOTICE',
  title: 'The child has returned or was found',
  opens: true,
  content: z.strictObject({
    returnedAt: instant.describe('When the child came back to a home or care setting'),
    forceReference: phrase.optional().describe('The force’s number of the report'),
    how: passage.optional().describe('How the child came back'),
    foundAt: passage.optional().describe('Where the child was found'),
    preventionInterview: passage.optional().describe('What the prevention interview found'),
    concerns: passage.optional().describe('What the return home interview should look at'),
  }),
  labels: {
    returnedAt: 'PROTOCOL',
    forceReference: 'OFFICIAL',
    how: 'SENSITIVE',
    foundAt: 'RESTRICTED',
    preventionInterview: 'RESTRICTED',
    concerns: 'SENSITIVE',
  },
  example: {
    returnedAt: '2015-10-20T07:45:00Z',
    forceReference: 'MP-2015-3301',
    how: 'Came back by herself.',
    foundAt: 'Not found; she returned.',
    preventionInterview: 'Held at 08:30; no harm disclosed.',
    concerns: 'Why she leaves on Mondays.',
  },
});
