import { type GraphQLSchema, isObjectType } from 'graphql';
import type pg from 'pg';
import { governedFields } from '../../src/plan/guard.ts';
import { sourceOf } from '../../src/plan/source.ts';
import { type TableName, tables } from '../../src/plan/tables.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  /** Place in the table, by which the rows that leave it null differ from column to column. */
  readonly place: number;
}

const columnsOf = async (pool: pg.Pool, table: string): Promise<readonly Column[]> => {
  const { rows } = await pool.query<Column>(
    `select column_name name, udt_name type, ordinal_position place from information_schema.columns
     where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [table],
  );
  return rows;
};

/** The absence entry each governed column of a type answers to. */
const absenceKeys = (schema: GraphQLSchema, name: TableName): ReadonlyMap<string, string> => {
  const type = schema.getType(name);
  if (!isObjectType(type)) return new Map();
  return new Map(
    governedFields(type).flatMap(({ field, absentAs }) => {
      const definition = type.getFields()[field];
      const source = definition && sourceOf(definition);
      return source && 'column' in source ? [[source.column, absentAs] as const] : [];
    }),
  );
};

const person = `jsonb_build_object('name', 'Person ' || i % 997, 'relationship', 'MOTHER', 'phone', '01302 ' || 100000 + i % 899999,
  'organisation', 'Organisation ' || i % 31)`;
const address = `jsonb_build_object('lines', jsonb_build_array(i % 90 || ' Elm Street', 'Doncaster'), 'postcode', 'DN' || i % 12 || ' 1AA',
  'uprn', 100000000 + i)`;

const jsonOf: Readonly<Record<string, string>> = {
  home_address: address,
  placement_address: address,
  likely_places: `jsonb_build_array(${address}, ${address})`,
  parents: `jsonb_build_array(${person}, ${person})`,
  professionals: `jsonb_build_array(${person}, ${person})`,
  persons_posing_risk: `jsonb_build_array(${person})`,
  thought_to_be_with: `jsonb_build_array(${person})`,
  other_names: `jsonb_build_array(jsonb_build_object('use', 'ALIAS', 'given', 'Given ' || i % 89, 'family', 'Family ' || i % 83))`,
  identifiers: `jsonb_build_array(jsonb_build_object('system', 'upn', 'value', 'A' || 10000000 + i, 'authority', null, 'valid', true),
    jsonb_build_object('system', 'nhs-number', 'value', (4000000000 + i)::text, 'authority', null, 'valid', true))`,
  disabilities: `'["HEAR", "MOB"]'::jsonb`,
  risk_factors: `'["First time missing", "No phone"]'::jsonb`,
  harm: `'["1A"]'::jsonb`,
  reasons: `'["Argument at home"]'::jsonb`,
  answers: `'{}'::jsonb`,
};

const invented = ({ name, type, place }: Column): string => {
  switch (type) {
    case 'text':
      return `'${name.replaceAll('_', ' ')}, as the source words it, number ' || i % ${90 + place}`;
    case 'int4':
    case 'int8':
      return `(i % ${place + 3})::int`;
    case 'float4':
      return '0.75';
    case 'bool':
      return `i % 2 = ${place % 2}`;
    case 'date':
      return `date '2015-10-01' - (i % 20)::int - ${place % 7}`;
    case 'timestamptz':
      return `timestamptz '2015-10-01T08:15:30.125Z' - make_interval(hours => (i % 480)::int + ${place % 24})`;
    default:
      return jsonOf[name] ?? person;
  }
};

/**
 * SQL for a row of a table: the columns given, and every other one invented from the number `i`; one row in eight
 * leaves a column null and says why.
 */
export const inventedRow = async (
  pool: pg.Pool,
  schema: GraphQLSchema,
  name: TableName,
  given: Readonly<Record<string, string>>,
): Promise<{ readonly columns: string; readonly values: string }> => {
  const { table } = tables[name];
  const columns = await columnsOf(pool, table);
  const keys = absenceKeys(schema, name);
  const isNull = ({ place }: Column) => `(i + ${place}) % 8 = 0`;
  const valueIn = (column: Column): string => {
    const fixed = given[column.name];
    if (fixed !== undefined) return fixed;
    return keys.has(column.name) ? `case when not (${isNull(column)}) then ${invented(column)} end` : invented(column);
  };
  const absences = columns.flatMap((column) => {
    const key = given[column.name] === undefined ? keys.get(column.name) : undefined;
    if (key === undefined) return [];
    const absence = `'{"reason": "NOT_ASKED", "askedBy": "PC 1409", "askedAt": "2015-10-01T09:00:00Z"}'::jsonb`;
    return [`'${key}': case when ${isNull(column)} then ${absence} end`];
  });
  const all = columns.filter(({ name: column }) => column !== 'known_to' && column !== 'closed_as');
  return {
    columns: all.map((column) => `"${column.name}"`).join(', '),
    values: all
      .map((column) =>
        column.name === 'absences'
          ? `json_object(${absences.join(', ')} absent on null returning jsonb)`
          : valueIn(column),
      )
      .join(', '),
  };
};
