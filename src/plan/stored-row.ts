import type { GraphQLObjectType } from 'graphql';
import { z } from 'zod';
import { knownTime, written } from './columns.ts';
import { jsonObject } from './compile-context.ts';
import { nowPlace, type RowScope } from './rows.ts';
import { tableOf } from './source.ts';
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
});

/** A stored row with everything it holds and the viewer's mask for it; what the mask hides is hidden by the guard. */
export type Row = z.infer<typeof rowSchema>;

const fieldsJson = (statement: Statement, type: GraphQLObjectType, row: string): string =>
  jsonObject(
    Object.values(type.getFields()).flatMap((field) => {
      const source = field.extensions.plan;
      switch (source?.kind) {
        case 'column':
          return [[field.name, written(`${row}.${source.column}`, source.as)] as const];
        case 'expression':
          return [[field.name, written(source.sql(row, nowPlace(statement)), source.as)] as const];
        case 'part':
          return [[field.name, `${row}.${source.column}`] as const];
        default:
          return [];
      }
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
    ['fields', fieldsJson(statement, type, scope.row)],
    ['absences', table.node ? `${scope.row}.absences` : 'null'],
    ['provenance', merged('provenance')],
    ['conflicts', merged('conflicts')],
    ['attached_ids', table.type === 'Episode' ? `to_jsonb(${scope.row}.attached_ids)` : 'null'],
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
