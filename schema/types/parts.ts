import { builder } from '../builder.ts';
import { flagKey, key, type Part, wordsKey } from '../fields.ts';

export const Address = builder.objectRef<Part>('Address').implement({
  description: 'A postal address.',
  fields: (t) => ({
    lines: wordsKey(t, 'lines', 'The lines of the address without its postcode.'),
    postcode: key(t, 'postcode', 'The postcode.'),
    uprn: key(t, 'uprn', 'Unique property reference number.'),
  }),
});

export const PersonName = builder.objectRef<Part>('PersonName').implement({
  description: 'A name a person goes or went by.',
  fields: (t) => ({
    use: key(t, 'use', 'LEGAL, PREFERRED, ALIAS or FORMER.'),
    given: key(t, 'given', 'Given names.'),
    family: key(t, 'family', 'Family name.'),
  }),
});

export const Identifier = builder.objectRef<Part>('Identifier').implement({
  description: 'A number a child is known by in one system.',
  fields: (t) => ({
    system: key(t, 'system', '`nhs-number`, `upn`, `former-upn`, `uln` or `authority-child-id`.'),
    value: key(t, 'value', 'The number as text.'),
    authority: key(t, 'authority', 'GSS code of the authority whose number it is, for an authority child id.'),
    valid: flagKey(
      t,
      'valid',
      'Whether it passes its check digit or letter; a number that does not is kept, never matched on.',
    ),
  }),
});

export const Contact = builder.objectRef<Part>('Contact').implement({
  description: 'A person as a source named them: a parent, carer, professional or third party.',
  fields: (t) => ({
    name: key(t, 'name', 'Their name.'),
    relationship: key(t, 'relationship', 'What they are to the child.'),
    phone: key(t, 'phone', 'How to ring them.'),
    organisation: key(t, 'organisation', 'Where they work, for a professional.'),
  }),
});
