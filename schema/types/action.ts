import { builder } from '../builder.ts';
import { key, type Part } from '../fields.ts';

export const Action = builder.objectRef<Part>('Action').implement({
  description: 'Something agreed to be done: who, by when, and what shows that it was.',
  fields: (t) => ({
    description: key(t, 'description', 'What is to be done.'),
    risk: key(t, 'risk', 'The risk it answers.'),
    owner: key(t, 'owner', 'Who does it.'),
    agency: key(t, 'agency', 'Of which agency.'),
    dueOn: key(t, 'dueOn', 'By when.'),
    completedOn: key(t, 'completedOn', 'When it was done.'),
    evidence: key(t, 'evidence', 'What shows that it was.'),
  }),
});

export const ActionProgress = builder.objectRef<Part>('ActionProgress').implement({
  description: 'How far an action has come, without saying what it is.',
  fields: (t) => ({
    agency: key(t, 'agency', 'The agency that owns it.'),
    dueOn: key(t, 'dueOn', 'By when.'),
    completedOn: key(t, 'completedOn', 'When it was done.'),
  }),
});
