import type { GraphQLResolveInfo } from 'graphql';
import { governedFields } from '../../src/plan/guard.ts';
import type { Row } from '../../src/plan/row-reader.ts';
import { builder } from '../builder.ts';
import { key, type Part, type RowFields } from '../fields.ts';

export const Provenance = builder.objectRef<Part>('Provenance').implement({
  description: 'Which organisation said a merged value, and when.',
  fields: (t) => ({
    field: key(t, 'field', 'Name of the field.'),
    organisation: key(t, 'organisation', 'Code of the organisation whose word won.'),
    statedAt: key(t, 'statedAt', 'When it said so, where its record tells.'),
  }),
});

export const Conflict = builder.objectRef<Part>('Conflict').implement({
  description: 'A value another source gives for a merged field.',
  fields: (t) => ({
    field: key(t, 'field', 'Name of the field.'),
    organisation: key(t, 'organisation', 'Code of the organisation that says otherwise.'),
    statedAt: key(t, 'statedAt', 'When it said so, where its record tells.'),
    value: key(t, 'value', 'The other value, as text.'),
  }),
});

const visible = (row: Row, { parentType }: GraphQLResolveInfo, list: Row['provenance']): Part[] => {
  const seen = new Set(
    governedFields(parentType)
      .filter(({ bit }) => (row.mask & bit) !== 0n)
      .map(({ field }) => field),
  );
  return list.filter(({ field }) => typeof field === 'string' && seen.has(field));
};

/** Provenance and conflicts of a merged record: both obey the masks of the fields they speak of. */
export const mergedFields = (t: RowFields) => ({
  provenance: t.field({
    type: [Provenance],
    nullable: { list: false, items: false },
    description: 'Who said each merged value that this reader may see.',
    extensions: { plan: { kind: 'provenance' } },
    resolve: (row, _args, _context, info) => visible(row, info, row.provenance),
  }),
  conflicts: t.field({
    type: [Conflict],
    nullable: { list: false, items: false },
    description: 'Where sources disagree about a field that this reader may see.',
    extensions: { plan: { kind: 'conflicts' } },
    resolve: (row, _args, _context, info) => visible(row, info, row.conflicts),
  }),
});
