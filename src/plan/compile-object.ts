import { type GraphQLObjectType, getNamedType, getNullableType, isListType, isObjectType } from 'graphql';
import { governingOf } from '../domain/coordinates.ts';
import { neededBit } from '../domain/mask.ts';
import { written } from './columns.ts';
import { absencesSql, statementsSql } from './compile-absences.ts';
import { type CompileContext, type FieldSelection, jsonObject } from './compile-context.ts';
import { relationSql } from './compile-relation.ts';
import { guarded, hasBit } from './guard.ts';
import { pseudonymSql } from './keys.ts';
import { nowPlace, type RowScope } from './rows.ts';
import { type FieldSource, type PartFilter, sourceOf, tableOf } from './source.ts';
import { literal } from './statement.ts';

/** SQL for the global id of a row, the reader's own pseudonym where they have one. */
export const globalIdSql = (context: CompileContext, type: GraphQLObjectType, row: string): string => {
  const table = tableOf(type);
  if (!table) throw new Error(`${type.name} has no table`);
  const id = `${row}.${table.id}`;
  if (!context.pseudonymous) return `'${type.name}:' || ${id}`;
  const key = context.statement.bind('pseudonym', 'bytea', (binding) => binding.keys.pseudonym);
  return `'${type.name}:' || ${pseudonymSql(id, key)}`;
};

/** SQL for the JSON of a row as the selection asks for it. */
export const objectSql = (
  context: CompileContext,
  type: GraphQLObjectType,
  scope: RowScope,
  selections: readonly FieldSelection[],
): string =>
  jsonObject(
    selections.map((selection) => {
      if (selection.name === '__typename') return [selection.key, literal(type.name)] as const;
      const governing = governingOf(type.name, selection.name);
      context.note(type.name, selection.name, governing);
      const expression = fieldSql(context, type, scope, selection);
      const coordinate = { type: type.name, field: selection.name, governing };
      return [selection.key, guarded(expression, coordinate, scope)] as const;
    }),
  );

const fieldSql = (
  context: CompileContext,
  type: GraphQLObjectType,
  scope: RowScope,
  selection: FieldSelection,
): string => {
  const source = sourceOf(selection.field);
  switch (source.kind) {
    case 'column':
      return written(`${scope.row}.${source.column}`, source.as);
    case 'expression':
      return written(source.sql(scope.row, nowPlace(context.statement)), source.as);
    case 'id':
      return globalIdSql(context, type, scope.row);
    case 'relation':
      return relationSql(context, source.relation, scope, selection, objectSql);
    case 'part':
      return partSql(context, `${scope.row}.${source.column}`, scope, selection, source);
    case 'absences':
      return absencesSql(context, type, scope, selection);
    case 'provenance':
    case 'conflicts':
      return statementsSql(context, type, scope, selection, source.kind);
    default:
      throw new Error(`${type.name}.${selection.name} cannot be read from a row`);
  }
};

const shown = (filter: PartFilter, part: string, { mask, reach }: RowScope): string => {
  const bit = neededBit(filter.needs, 'full');
  if ((reach.intersection & bit) !== 0n) return 'true';
  return `(${part} ->> ${literal(filter.key)})::int <> all(array[${filter.values.join(', ')}]) or ${hasBit(mask, bit)}`;
};

/** SQL for a part or list of parts held in a jsonb value. */
export const partSql = (
  context: CompileContext,
  value: string,
  scope: RowScope,
  selection: FieldSelection,
  source: Extract<FieldSource, { kind: 'part' }>,
): string => {
  const type = getNamedType(selection.field.type);
  if (!isObjectType(type)) throw new Error(`${selection.name} is no object`);
  const inner = context.selections.of(type, selection.nodes);
  if (!isListType(getNullableType(selection.field.type))) {
    return `case when ${value} is not null then ${partObject(context, type, value, inner)} end`;
  }
  const part = context.statement.alias('p');
  const where = source.filter ? `where ${shown(source.filter, `${part}.v`, scope)}` : '';
  return `case when ${value} is not null then (select coalesce(json_agg(${partObject(context, type, `${part}.v`, inner)}
    order by ${part}.n), '[]'::json) from jsonb_array_elements(${value}) with ordinality ${part}(v, n) ${where}) end`;
};

const partObject = (
  context: CompileContext,
  type: GraphQLObjectType,
  value: string,
  selections: readonly FieldSelection[],
): string =>
  jsonObject(
    selections.map((selection) => {
      if (selection.name === '__typename') return [selection.key, literal(type.name)] as const;
      const source = sourceOf(selection.field);
      if (source.kind !== 'key') throw new Error(`${type.name}.${selection.name} is no key of a part`);
      context.note(type.name, selection.name, 'inherit');
      const arrow = source.as === 'text' ? '->>' : '->';
      return [selection.key, `${value} ${arrow} ${literal(source.key)}`] as const;
    }),
  );
