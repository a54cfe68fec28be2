import type { identifierSystems } from '../../src/domain/model/values.ts';
import { builder } from '../builder.ts';
import { Child } from '../types/refs.ts';

export const IdentifierSystem = builder.enumType('IdentifierSystem', {
  description: 'A numbering of children.',
  values: {
    NHS_NUMBER: { value: 'nhs-number', description: 'NHS number.' },
    UPN: { value: 'upn', description: 'Unique pupil number.' },
    FORMER_UPN: { value: 'former-upn', description: 'A unique pupil number the child had before.' },
    ULN: { value: 'uln', description: 'Unique learner number.' },
    AUTHORITY_CHILD_ID: { value: 'authority-child-id', description: 'An authority’s own child id.' },
  } satisfies Record<string, { value: (typeof identifierSystems)[number]; description: string }>,
});

const asKnownAt = 'As the hub knew it then; permission is always of now. One value for the whole operation.';

builder.queryField('child', (t) =>
  t.field({
    type: Child,
    description: 'One child by id. Null where there is none or the reader has no relationship to it.',
    args: {
      id: t.arg.id({ required: true, description: 'The child’s id, `Child:…`.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: { plan: { kind: 'byId' } },
    resolve: (_root, { id }, context) => context.reader().child(id),
  }),
);

builder.queryField('childByIdentifier', (t) =>
  t.field({
    type: Child,
    description:
      'The child who has this number, among those the reader has a relationship to and may see the numbers of. Null where none or several have it.',
    args: {
      system: t.arg({ type: IdentifierSystem, required: true, description: 'Which numbering.' }),
      value: t.arg.string({ required: true, description: 'The number.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: { plan: { kind: 'byIdentifier' } },
    resolve: (_root, { system, value }, context) => context.reader().childByIdentifier(system, value),
  }),
);
