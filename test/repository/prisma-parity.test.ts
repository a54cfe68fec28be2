import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const root = new URL('../../', import.meta.url);
const schema = await readFile(new URL('prisma/schema.prisma', root), 'utf8');

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  'String @db.Uuid': 'uuid',
  String: 'text',
  'DateTime @db.Timestamptz(6)': 'timestamp with time zone',
  'DateTime @db.Date': 'date',
  Bytes: 'bytea',
  Json: 'jsonb',
  Int: 'integer',
  BigInt: 'bigint',
  'Float @db.Real': 'real',
  'Decimal @db.Decimal': 'numeric',
  Float: 'double precision',
  Boolean: 'boolean',
};

function modelColumn(table: string, line: string): Column {
  const [, field = '', type = '', mark = '', rest = ''] = /^ {2}(\w+)\s+(\w+)(\[\]|\?)?(.*)$/.exec(line) ?? [];
  const column = /@map\("(.*?)"\)/.exec(rest)?.[1] ?? field;
  const written = [type, /@db\.[\w()]+/.exec(rest)?.[0]].filter(Boolean).join(' ');
  const sqlType = SQL_TYPES[written] ?? `no SQL type for ${written}`;
  return { table, column, type: mark === '[]' ? `${sqlType}[]` : sqlType, nullable: mark === '?' };
}

function models(): { readonly table: string; readonly lines: readonly string[] }[] {
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => {
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    const table = lines.map((line) => /@@map\("(.*?)"\)/.exec(line)?.[1]).find(Boolean) ?? name;
    return { table, lines };
  });
}

const byName = (a: Column, b: Column) => `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`);

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test('every table and column of the migrations is in the Prisma schema with its type, and nothing else is', async () => {
  const { rows } = await database.pools.owner.query<Column>(`
    select c.relname::text "table", a.attname::text "column", format_type(a.atttypid, a.atttypmod) "type",
      not a.attnotnull "nullable"
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
      and not a.attisdropped and c.relname <> '_prisma_migrations'`);
  const modelled = models().flatMap(({ table, lines }) =>
    lines.filter((line) => !line.trim().startsWith('@@')).map((line) => modelColumn(table, line)),
  );
  expect(modelled.sort(byName)).toEqual(rows.sort(byName));
});

test('every primary key of the migrations is in the Prisma schema', async () => {
  const { rows } = await database.pools.owner.query<{ name: string; count: number }>(`
    select conrelid::regclass::text "name", cardinality(conkey) "count" from pg_constraint
    where contype = 'p' and connamespace = 'public'::regnamespace
      and conrelid <> '_prisma_migrations'::regclass order by 1`);
  const modelled = models().map(({ table, lines }) => {
    const composite = lines.map((line) => /@@id\(\[(.*?)\]/.exec(line)?.[1]).find(Boolean);
    const single = lines.filter((line) => / @id\b/.test(line)).length;
    return { name: table, count: composite ? composite.split(',').length : single };
  });
  expect(modelled.sort((a, b) => a.name.localeCompare(b.name))).toEqual(
    rows.sort((a, b) => a.name.localeCompare(b.name)),
  );
});

test('the committed Prisma client was generated from the schema as it is (npm run generate)', async () => {
  const generated = await readFile(new URL('src/store/generated/internal/class.ts', root), 'utf8');
  const [, quoted = '""'] = /"inlineSchema": ("(?:[^"\\]|\\.)*")/.exec(generated) ?? [];
  expect(z.string().parse(JSON.parse(quoted))).toBe(schema);
});
