import { builder } from '../builder.ts';
import { key, type Part } from '../fields.ts';

export const Informed = builder.objectRef<Part>('Informed').implement({
  description: 'A professional told of something.',
  fields: (t) => ({
    who: key(t, 'who', 'Who was told.'),
    at: key(t, 'at', 'When.'),
    how: key(t, 'how', 'How.'),
  }),
});
