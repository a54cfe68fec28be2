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
import { compilePage } from './compile-page.ts';
import { bitFor, hasBit } from './guard.ts';
import { ownId } from './keys.ts';
import { childRows, childScope, known, reachableChildren } from './rows.ts';
import { sourceOf } from './source.ts';
import { literal } from './statement.ts';
import { tables } from './tables.ts';

const objectTypeOf = (selection: FieldSelection): GraphQLObjectType => {
  const type = getNamedType(selection.field.type);
  if (!isObjectType(type)) throw new Error(`${selection.name} is no object`);
  return type;
};

/** The condition on `reach.child_id` that picks the child an id names, through its alias where it was merged. */
export const childIs = (id: string): string =>
  `child_id = (select coalesce((select survivor_id from child_alias where child_id = ${id} and known_to = 'infinity'), ${id}))`;

const single = (context: CompileContext, from: string, json: string): CompiledRoot => {
  const name = context.statement.alias('r');
  return {
    ctes: [`${name} as (select c.child_id, ${knownTime('c.known_from')} version, k.m, ${json} j from ${from})`],
    json: `(select j from ${name})`,
    touched: `select child_id, version, m from ${name}`,
  };
};

const byId = (context: CompileContext, selection: FieldSelection): CompiledRoot => {
  const type = objectTypeOf(selection);
  const id = context.statement.bind(context.statement.alias('id'), 'uuid', (binding) =>
    ownId(argumentsOf(selection, binding)['id'], 'Child', binding.keys),
  );
  const json = objectSql(context, type, childScope(context), context.selections.of(type, selection.nodes));
  return single(context, reachableChildren(context, { where: childIs(id) }), json);
};

/** Rows of reachable children holding the identifier, where the reader may see identifiers and just one child has it. */
export const identifierNarrowing = (context: CompileContext, place: string): string => {
  const bit = bitFor(governingOf('Query', 'childByIdentifier(value)'));
  return `(select h.* from (select c.*, k.m, count(*) over () holders from ${reachableChildren(context)}
    where c.identifiers @> ${place} and ${hasBit('k.m', bit ?? 0n)}) h where holders = 1)`;
};

const byIdentifier = (context: CompileContext, selection: FieldSelection): CompiledRoot => {
  const type = objectTypeOf(selection);
  const place = context.statement.bind(context.statement.alias('identifier'), 'jsonb', (binding) => {
    const { system, value } = argumentsOf(selection, binding);
    return JSON.stringify([{ system, value }]);
  });
  const scope = childScope(context, 'c.m');
  const name = context.statement.alias('r');
  const json = objectSql(context, type, scope, context.selections.of(type, selection.nodes));
  return {
    ctes: [
      `${name} as (select c.child_id, ${knownTime('c.known_from')} version, c.m, ${json} j
        from ${identifierNarrowing(context, place)} c)`,
    ],
    json: `(select j from ${name})`,
    touched: `select child_id, version, m from ${name}`,
  };
};

const isNodeTable = (name: string): name is Exclude<keyof typeof tables, 'Completeness'> =>
  name in tables && name !== 'Completeness';

/** FROM clause and scope of the one row of a Node type with an id, through its child. */
export const nodeRow = (context: CompileContext, name: string, id: string) => {
  if (!isNodeTable(name)) return null;
  const table = tables[name];
  if (name === 'Child') return { from: reachableChildren(context, { where: childIs(id) }), scope: childScope(context) };
  const rows = childRows(context, table, childScope(context));
  const child = `child_id in (select z.child_id from ${table.table} z where z.${table.id} = ${id})`;
  const membership = `child_id in (select y.child_id from membership y join ${table.table} z using (subject_id)
    where z.id = ${id} and ${known(context, 'y')})`;
  const where = table.versioned === 'fact' && context.asKnown ? membership : child;
  return {
    from: `${reachableChildren(context, { where })} join lateral (select * from (select ${rows.row}.*, ${rows.mask} row_mask,
        ${rows.ceiling ?? 'null::text[]'} row_ceiling
      from ${rows.from} where ${rows.where}) inner_row where inner_row.${table.id} = ${id}) n on true`,
    scope: {
      ...{ row: 'n', child: 'c.child_id', mask: 'n.row_mask', childMask: 'k.m', reach: rows.reach },
      ceiling: rows.ceiling === null ? null : 'n.row_ceiling',
    },
  };
};

const node = (
  context: CompileContext,
  selection: FieldSelection,
  nodeTypes: ReadonlyMap<string, GraphQLObjectType>,
) => {
  const name = context.nodeTypeOf(selection);
  const type = name === null ? undefined : nodeTypes.get(name);
  const id = context.statement.bind(context.statement.alias('id'), 'uuid', (binding) =>
    ownId(argumentsOf(selection, binding)['id'], name ?? '', binding.keys),
  );
  const row = type ? nodeRow(context, type.name, id) : null;
  if (!type || !row) return { ctes: [], json: `(select null::json where ${id} is null)`, touched: null };
  return single(context, row.from, objectSql(context, type, row.scope, context.selections.of(type, selection.nodes)));
};

const statics = (context: CompileContext, selection: FieldSelection, key: 'viewer' | 'hub'): CompiledRoot => {
  const type = objectTypeOf(selection);
  const place = context.statement.bind(`static ${key}`, 'jsonb', (binding) => JSON.stringify(binding.statics[key]));
  const pairs = context.selections.of(type, selection.nodes).map((inner) => {
    const value = inner.name === '__typename' ? literal(type.name) : `(${place}) ->> ${literal(inner.name)}`;
    return [inner.key, value] as const;
  });
  return { ctes: [], json: jsonObject(pairs), touched: null };
};

/** Compiles one root field of a query. */
export const compileRoot = (
  context: CompileContext,
  selection: FieldSelection,
  nodeTypes: ReadonlyMap<string, GraphQLObjectType>,
): CompiledRoot => {
  if (selection.name === '__typename') return { ctes: [], json: literal('Query'), touched: null };
  context.note('Query', selection.name, 'open');
  const source = sourceOf(selection.field);
  switch (source.kind) {
    case 'byId':
      return byId(context, selection);
    case 'byIdentifier':
      return byIdentifier(context, selection);
    case 'node':
      return node(context, selection, nodeTypes);
    case 'connection':
      return compilePage(context, selection, source.filters);
    case 'static':
      return statics(context, selection, source.key);
    default:
      throw new Error(`Query.${selection.name} is no root`);
  }
};
