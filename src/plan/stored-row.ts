import type { GraphQLObjectType } from 'graphql';
import { z } from 'zod';
import { knownTime, written } from './columns.ts';
import { jsonObject } from './compile-context.ts';
import { underCeiling } from './guard.ts';
import { nowPlace, type RowScope } from './rows.ts';
import { type FieldSource, tableOf } from './source.ts';
import type { Statement } from './statement.ts';
import { type TableName, tables } from './tables.ts';

const json = z.unknown();

export const rowSchema = z.object({
  type: z.string().refine((name): name is TableName => name in tables),
  uuid: z.string(),
  child: z.string(),
  mask: z.string().transform((mask) => BigInt(mask)),
  /** The mask of its child. */
  childMask: z.string().transform((mask) => BigInt(mask)),
  fields: z.record(z.string(), json),
  absences: z.record(z.string(), z.record(z.string(), z.string().nullable())).nullable(),
  provenance: z.array(z.record(z.string(), json)),
  conflicts: z.array(z.record(z.string(), json)),
  attached_ids: z.array(z.string()).nullable(),
  /** The fields that may be shown of a row that came from another hub; null of any other row. */
  ceiling: z.array(z.string()).nullable(),
});

/**
 * A stored row with everything it holds under its ceiling and the viewer's mask for it; what the mask hides is hidden by
 * the guard.
 */
export type Row = z.infer<typeof rowSchema>;

const valueSql = (statement: Statement, source: FieldSource | undefined, row: string): string | null => {
  switch (source?.kind) {
    case 'column':
      return written(`${row}.${source.column}`, source.as);
    case 'expression':
      return written(source.sql(row, nowPlace(statement)), source.as);
    case 'part':
      return `${row}.${source.column}`;
    default:
      return null;
  }
};

const fieldsJson = (statement: Statement, type: GraphQLObjectType, { row, ceiling }: RowScope): string =>
  jsonObject(
    Object.values(type.getFields()).flatMap((field) => {
      const value = valueSql(statement, field.extensions.plan, row);
      if (value === null) return [];
      const condition = underCeiling(type.name, field.name, ceiling);
      return [[field.name, condition === null ? value : `case when ${condition} then ${value} end`] as const];
    }),
  );

/** SQL of a whole row as JSON, nothing masked. */
export const rowJson = (statement: Statement, type: GraphQLObjectType, scope: RowScope): string => {
  const table = tableOf(type);
  if (!table) throw new Error(`${type.name} has no table`);
  const merged = (column: string) => (table.merged ? `${scope.row}.${column}` : `'[]'::jsonb`);
  return jsonObject([
    ['type', `'${table.type}'`],
    ['uuid', `${scope.row}.${table.id}`],
    ['child', scope.child],
    ['mask', `${scope.mask}::text`],
    ['childMask', `${scope.childMask}::text`],
    ['fields', fieldsJson(statement, type, scope)],
    ['absences', table.node ? `${scope.row}.absences` : 'null'],
    ['provenance', merged('provenance')],
    ['conflicts', merged('conflicts')],
    ['attached_ids', table.type === 'Episode' ? `to_jsonb(${scope.row}.attached_ids)` : 'null'],
    ['ceiling', scope.ceiling === null ? 'null' : `to_jsonb(${scope.ceiling})`],
  ]);
};

/** What of a child's row tells that it was touched. */
export const touchedSchema = z.object({ child: z.string(), version: z.string(), mask: z.string() });

/** SQL of it: the child's row is `c`, its mask given. */
export const touchedJson = (mask: string): string =>
  jsonObject([
    ['child', 'c.child_id'],
    ['version', knownTime('c.known_from')],
    ['mask', `${mask}::text`],
  ]);
