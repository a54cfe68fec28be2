import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Pool } from 'pg';
import { governedFields } from '../../src/plan/guard.ts';
import { type FieldSource, sourceOf } from '../../src/plan/source.ts';
import { tables } from '../../src/plan/tables.ts';
import type { TableColumns } from './scattered-rows.ts';

type ColumnSource = Extract<FieldSource, { column: string }>;
const hasColumn = (source: FieldSource): source is ColumnSource => 'column' in source;

/** Under which key of `absences` each column of a type's table says why it is empty. */
const absenceKeys = (schema: GraphQLSchema, name: string): ReadonlyMap<string, string> => {
  const type = schema.getType(name);
  if (!isObjectType(type)) return new Map();
  return new Map(
    governedFields(type).flatMap(({ field, absentAs }) => {
      const definition = type.getFields()[field];
      const source = definition && sourceOf(definition);
      return source && hasColumn(source) ? [[source.column, absentAs] as const] : [];
    }),
  );
};

const columnTypes = async (pool: Pool, table: string): Promise<Pick<TableColumns, 'types' | 'required'>> => {
  const { rows } = await pool.query<{ column_name: string; udt_name: string; is_nullable: string }>(
    `select column_name, udt_name, is_nullable from information_schema.columns
     where table_name = $1 and table_schema = 'public'`,
    [table],
  );
  return {
    types: new Map(rows.map(({ column_name, udt_name }) => [column_name, udt_name])),
    required: new Set(rows.flatMap(({ column_name, is_nullable }) => (is_nullable === 'NO' ? [column_name] : []))),
  };
};

/** The columns of every table a world is read from, by table. */
export const worldColumns = async (pool: Pool, schema: GraphQLSchema): Promise<ReadonlyMap<string, TableColumns>> => {
  const columns = new Map<string, TableColumns>();
  for (const [name, { table }] of Object.entries(tables)) {
    columns.set(table, { ...(await columnTypes(pool, table)), absentAs: absenceKeys(schema, name) });
  }
  return columns;
};
