import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { governingOf } from '../domain/coordinates.ts';
import { knownTime } from './columns.ts';
import {
  argumentsOf,
  type CompileContext,
  type CompiledRoot,
  type FieldSelection,
  jsonObject,
} from './compile-context.ts';
import { objectSql } from './compile-object.ts';
import { countOf } from './compile-relation.ts';
import { guarded } from './guard.ts';
import { cursorSql, readCursor } from './keys.ts';
import { childRows, childScope, type RowScope, reachableChildren } from './rows.ts';
import type { ConnectionFilter } from './source.ts';
import { literal } from './statement.ts';
import { type TableName, tables } from './tables.ts';

const isTable = (name: string): name is TableName => name in tables;

/** The table a connection pages over: the type of its `nodes`. */
export const pagedType = (selection: FieldSelection): { type: GraphQLObjectType; table: TableName } => {
  const connection = getNamedType(selection.field.type);
  const type = isObjectType(connection) ? getNamedType(connection.getFields()['nodes']?.type) : undefined;
  if (!isObjectType(type) || !isTable(type.name)) throw new Error(`${selection.name} is no connection`);
  return { type, table: type.name };
};

/** The rows of one page before they are written: FROM, conditions, the keys they are ordered by, their scope. */
export interface PageRows {
  readonly from: string;
  readonly where: string;
  readonly keys: readonly string[];
  readonly scope: RowScope;
  readonly limit: string;
}

const filterSql = (
  context: CompileContext,
  selection: FieldSelection,
  filter: ConnectionFilter,
  table: TableName,
  scope: RowScope,
): string => {
  const place = context.statement.bind(context.statement.alias('filter'), filter.cast, (binding) => {
    return argumentsOf(selection, binding)[filter.arg] ?? null;
  });
  const field = filter.column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const coordinate = { type: table, field, governing: governingOf(table, field) };
  const column = guarded(`${scope.row}.${filter.column}`, coordinate, scope);
  return `(${place} is null or (${column})::${filter.cast} ${filter.operator} ${place})`;
};

/**
 * The rows of a page. A page of children is cut from `reach` before anything is joined, unless a filter must be
 * asked first; a keyset bound stands on both sides of the join.
 */
export const pageRows = (
  context: CompileContext,
  selection: FieldSelection,
  filters: readonly ConnectionFilter[],
  scope: RowScope,
): PageRows => {
  const { statement } = context;
  const { table } = pagedType(selection);
  const count = table === 'Child' ? 1 : 2;
  const after = Array.from({ length: count }, (_, index) =>
    statement.bind(statement.alias('after'), 'uuid', (binding) => {
      return readCursor(argumentsOf(selection, binding)['after'], table, count, binding.keys.cursor)[index];
    }),
  );
  const limit = statement.bind(statement.alias('first'), 'int', (binding) =>
    countOf(argumentsOf(selection, binding)['first']),
  );
  const used = filters.filter(({ arg }) => selection.nodes[0]?.arguments?.some(({ name }) => name.value === arg));
  if (table === 'Child') {
    // Of a past, who was not known then, or not to be known of, would shorten the page and so be told of.
    const first = used.length === 0 && !context.asKnown ? { limit: `${limit} + 1` } : {};
    const conditions = used.map((filter) => filterSql(context, selection, filter, table, scope));
    return {
      from: reachableChildren(context, { where: `child_id > ${after[0]}`, ...first }),
      where: conditions.join(' and ') || 'true',
      keys: ['c.child_id'],
      scope,
      limit,
    };
  }
  const rows = childRows(context, tables[table], scope);
  const id = `${rows.row}.${tables[table].id}`;
  const conditions = used.map((filter) => filterSql(context, selection, filter, table, rows));
  return {
    from: `${reachableChildren(context, { where: `child_id >= ${after[0]}` })} join ${rows.base} on true ${rows.joins}`,
    where: [rows.where, `(c.child_id, ${id}) > (${after.join(', ')})`, ...conditions].join(' and '),
    keys: ['c.child_id', id],
    scope: rows,
    limit,
  };
};

interface NodeColumn {
  readonly name: string;
  readonly sql: string;
}

/** Compiles a connection: one CTE holds the page and one row more, the JSON is read from it. */
export const compilePage = (
  context: CompileContext,
  selection: FieldSelection,
  filters: readonly ConnectionFilter[],
): CompiledRoot => {
  const { type, table } = pagedType(selection);
  const rows = pageRows(context, selection, filters, childScope(context));
  const page = context.statement.alias('r');
  const columns: NodeColumn[] = [];
  const nodeColumn = (inner: FieldSelection): string => {
    const name = context.statement.alias('j');
    columns.push({ name, sql: objectSql(context, type, rows.scope, context.selections.of(type, inner.nodes)) });
    return name;
  };
  const json = connectionJson(context, selection, page, rows.limit, nodeColumn);
  const cursorKey = context.statement.bind('cursor', 'bytea', (binding) => binding.keys.cursor);
  const order = rows.keys.map((_, index) => `key${index}`).join(', ');
  const cte = `${page} as (select *, row_number() over (order by ${order}) n from (
    select c.child_id, ${knownTime('c.known_from')} version, k.m, ${cursorSql(table, rows.keys, cursorKey)} cursor,
      ${rows.keys.map((key, index) => `${key} key${index}`).join(', ')}
      ${columns.map(({ name, sql }) => `, ${sql} ${name}`).join('')}
    from ${rows.from} where ${rows.where} order by ${rows.keys.join(', ')} limit ${rows.limit} + 1) rows_of_page)`;
  return {
    ctes: [cte],
    json,
    touched: `select child_id, version, m from ${page} where n <= ${rows.limit}`,
  };
};

const connectionJson = (
  context: CompileContext,
  selection: FieldSelection,
  page: string,
  limit: string,
  nodeColumn: (inner: FieldSelection) => string,
): string => {
  const list = (object: string) =>
    `(select coalesce(json_agg(${object} order by n), '[]'::json) from ${page} where n <= ${limit})`;
  const objectOf = (outer: FieldSelection, value: (inner: FieldSelection) => string): string => {
    const type = getNamedType(outer.field.type);
    if (!isObjectType(type)) throw new Error(`${outer.name} is no object`);
    return jsonObject(
      context.selections.of(type, outer.nodes).map((inner) => {
        if (inner.name === '__typename') return [inner.key, literal(type.name)] as const;
        context.note(type.name, inner.name, 'open');
        return [inner.key, value(inner)] as const;
      }),
    );
  };
  return objectOf(selection, (field) => {
    switch (field.name) {
      case 'nodes':
        return list(nodeColumn(field));
      case 'edges':
        return list(objectOf(field, (inner) => (inner.name === 'cursor' ? 'cursor' : nodeColumn(inner))));
      default:
        return objectOf(field, (inner) => pageInfo[inner.name]?.(page, limit) ?? 'null');
    }
  });
};

/** Only forward paging is offered: what stands before a page is never told. */
const pageInfo: Readonly<Record<string, (page: string, limit: string) => string>> = {
  hasNextPage: (page, limit) => `(select count(*) > ${limit} from ${page})`,
  hasPreviousPage: () => 'false',
  startCursor: (page) => `(select cursor from ${page} where n = 1)`,
  endCursor: (page, limit) => `(select cursor from ${page} where n <= ${limit} order by n desc limit 1)`,
};
