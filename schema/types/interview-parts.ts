import { builder } from '../builder.ts';
import { key, type Part, type PartFields } from '../fields.ts';

const attempt = (t: PartFields) => ({
  at: key(t, 'at', 'When.'),
  method: key(t, 'method', 'VISIT, PHONE, TEXT, ONLINE, THROUGH_CARER, LETTER or OTHER.'),
  outcome: key(t, 'outcome', 'REACHED, NO_ANSWER, REFUSED, REARRANGED or NOT_SAFE.'),
});

export const InterviewAttempt = builder.objectRef<Part>('InterviewAttempt').implement({
  description: 'One try to reach the child.',
  fields: (t) => ({ ...attempt(t), place: key(t, 'place', 'Where.') }),
});

export const InterviewAttemptMethod = builder.objectRef<Part>('InterviewAttemptMethod').implement({
  description: 'One try to reach the child, without saying where.',
  fields: attempt,
});

export const InterviewSharing = builder.objectRef<Part>('InterviewSharing').implement({
  description: 'Somebody the result of an interview was shared with.',
  fields: (t) => ({
    agency: key(t, 'agency', 'Their agency.'),
    recipient: key(t, 'recipient', 'Who.'),
    at: key(t, 'at', 'When.'),
  }),
});
