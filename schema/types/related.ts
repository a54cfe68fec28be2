import type { RelationName } from '../../src/plan/tables.ts';
import { firstArg, type RowFields, relation } from '../fields.ts';
import type { Child } from './refs.ts';

/** A list of rows of another table, newest first. */
export const related = (t: RowFields, type: typeof Child, name: RelationName, description: string) =>
  t.field({
    type: [type],
    nullable: { list: true, items: false },
    description: `${description} Newest first.`,
    args: firstArg(t),
    extensions: relation(name),
    resolve: async (row, { first }, context) => [...(await context.reader().related(row, name, first))],
  });

/** The one row of another table. */
export const relatedOne = (t: RowFields, type: typeof Child, name: RelationName, description: string) =>
  t.field({
    type,
    description,
    extensions: relation(name),
    resolve: async (row, _args, context) => (await context.reader().related(row, name, 1))[0] ?? null,
  });
