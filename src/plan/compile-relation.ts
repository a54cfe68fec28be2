import { type GraphQLObjectType, getNamedType, isObjectType, isUnionType } from 'graphql';
import { governingOf } from '../domain/coordinates.ts';
import { argumentsOf, type CompileContext, type FieldSelection } from './compile-context.ts';
import { guarded } from './guard.ts';
import { childRows, type RowContext, type RowScope } from './rows.ts';
import { type Relation, type RelationName, relationOf, type TableName, tables } from './tables.ts';

/** The most rows a list or page may hold; the `PageSize` scalar refuses more before anything runs. */
export const mostListed = 200;
const usuallyListed = 50;

/** How many rows a list or page holds where none is asked for, or as many as are. */
export const countOf = (first: unknown): number => (typeof first === 'number' ? first : usuallyListed);

/** The sort value of a list as the reader may see it: what is masked does not order. */
const sortKey = (relation: Relation, name: TableName, scope: RowScope): string => {
  const column = relation.order[name];
  if (!column) return 'null::timestamptz';
  const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const coordinate = { type: name, field, governing: governingOf(name, field) };
  return `(${guarded(`${scope.row}.${column}`, coordinate, scope)})::timestamptz`;
};

/** SQL of the rows of a relation, newest first: `s` sort value, `id`, `j` what `object` makes of a row. */
export const relatedRows = (
  context: RowContext,
  name: RelationName,
  scope: RowScope,
  limit: string,
  object: (table: TableName, row: RowScope) => string,
): string => {
  const relation = relationOf(name);
  const members = relation.to.map((to) => {
    const table = tables[to];
    const rows = childRows(context, table, scope);
    return `select ${sortKey(relation, to, rows)} s, ${rows.row}.${table.id} id, ${object(to, rows)} j
      from ${rows.from} where ${rows.where} and ${relation.where(scope.row, rows.row)}`;
  });
  return `${members.join(' union all ')} order by s desc nulls last, id limit ${limit}`;
};

const memberTypes = (selection: FieldSelection): ReadonlyMap<string, GraphQLObjectType> => {
  const type = getNamedType(selection.field.type);
  const members = isUnionType(type) ? type.getTypes() : isObjectType(type) ? [type] : [];
  return new Map(members.map((member) => [member.name, member]));
};

/** Writes the JSON of a row; given as an argument because rows hold relations and relations hold rows. */
type ObjectSql = (
  context: CompileContext,
  type: GraphQLObjectType,
  scope: RowScope,
  selections: readonly FieldSelection[],
) => string;

/** SQL for the JSON of a relation: a list newest first, or the one row. */
export const relationSql = (
  context: CompileContext,
  name: RelationName,
  scope: RowScope,
  selection: FieldSelection,
  objectSql: ObjectSql,
): string => {
  const types = memberTypes(selection);
  const object = (to: TableName, row: RowScope): string => {
    const type = types.get(to);
    if (!type) throw new Error(`${selection.name} does not hold ${to}`);
    return objectSql(context, type, row, context.selections.of(type, selection.nodes));
  };
  if (!relationOf(name).many) return `(select j from (${relatedRows(context, name, scope, '1', object)}) q)`;
  const limit = context.statement.bind(context.statement.alias('first'), 'int', (binding) =>
    countOf(argumentsOf(selection, binding)['first']),
  );
  return `(select coalesce(json_agg(q.j order by q.s desc nulls last, q.id), '[]'::json)
    from (${relatedRows(context, name, scope, limit, object)}) q)`;
};
