import type { Row } from '../../src/plan/row-reader.ts';
import { builder } from '../builder.ts';
import type { RowFields } from '../fields.ts';

/** Anything with an id of its own. */
export const Node = builder.interfaceRef<Row>('Node').implement({
  description: 'Anything with an id of its own.',
  resolveType: (row) => row.type,
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The id, stable for ever. A pseudonymous reader is given ids of their own.',
      extensions: { plan: { kind: 'id' } },
      resolve: (row, _args, context) => context.reader().globalIdOf(row),
    }),
  }),
});

/** The id field of a Node type. */
export const idField = (t: RowFields) =>
  t.id({
    nullable: false,
    description: 'The id, stable for ever. A pseudonymous reader is given ids of their own.',
    extensions: { plan: { kind: 'id' } },
    resolve: (row, _args, context) => context.reader().globalIdOf(row),
  });

builder.queryField('node', (t) =>
  t.field({
    type: Node,
    description: 'Anything by its id. Absent and hidden are not told apart.',
    args: {
      id: t.arg.id({ required: true, description: 'A global id.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: 'As the hub knew it then; permission is always of now.' }),
    },
    extensions: { plan: { kind: 'node' } },
    resolve: (_root, { id }, context) => context.reader().node(id),
  }),
);
