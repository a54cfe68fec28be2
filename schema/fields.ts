import { z } from 'zod';
import type { Row } from '../src/plan/row-reader.ts';
import type { FieldSource } from '../src/plan/source.ts';
import type { RelationName } from '../src/plan/tables.ts';
import type { HubSchemaTypes } from './builder.ts';

type Extended = PothosSchemaTypes.ExtendDefaultTypes<HubSchemaTypes>;
export type RowFields = PothosSchemaTypes.ObjectFieldBuilder<Extended, Row>;
/** A part of a row: what a jsonb column holds. */
export type Part = Readonly<Record<string, unknown>>;
export type PartFields = PothosSchemaTypes.ObjectFieldBuilder<Extended, Part>;

const textValue = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const intValue = z
  .int()
  .nullish()
  .transform((value) => value ?? null);
const floatValue = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
const booleanValue = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);
const textsValue = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? null);

const partShape = z.record(z.string(), z.unknown());
export const partValue = partShape.nullish().transform((value) => value ?? null);
export const partsValue = z
  .array(partShape)
  .nullish()
  .transform((value) => value ?? null);

type Options = { readonly absentAs?: string };
const column = (
  name: string,
  as: 'text' | 'int' | 'float' | 'boolean' | 'instant' | 'moment' | 'day' | 'json',
  options?: Options,
) => ({ plan: { kind: 'column', column: name, as, ...options } }) satisfies { plan: FieldSource };

/** A text column. */
export const text = (t: RowFields, name: string, description: string) =>
  t.string({
    description,
    extensions: column(name, 'text'),
    resolve: (row, _args, _context, info) => textValue.parse(row.fields[info.fieldName]),
  });

/** A whole-number column. */
export const int = (t: RowFields, name: string, description: string) =>
  t.int({
    description,
    extensions: column(name, 'int'),
    resolve: (row, _args, _context, info) => intValue.parse(row.fields[info.fieldName]),
  });

/** A fractional column. */
export const float = (t: RowFields, name: string, description: string) =>
  t.float({
    description,
    extensions: column(name, 'float'),
    resolve: (row, _args, _context, info) => floatValue.parse(row.fields[info.fieldName]),
  });

/** A yes-or-no column. */
export const flag = (t: RowFields, name: string, description: string) =>
  t.boolean({
    description,
    extensions: column(name, 'boolean'),
    resolve: (row, _args, _context, info) => booleanValue.parse(row.fields[info.fieldName]),
  });

/** An instant of the world, to the millisecond. */
export const instant = (t: RowFields, name: string, description: string) =>
  t.field({
    type: 'DateTime',
    description,
    extensions: column(name, 'instant'),
    resolve: (row, _args, _context, info) => textValue.parse(row.fields[info.fieldName]),
  });

/** A known time, to the microsecond. */
export const moment = (t: RowFields, name: string, description: string) =>
  t.field({
    type: 'DateTime',
    description,
    extensions: column(name, 'moment'),
    resolve: (row, _args, _context, info) => textValue.parse(row.fields[info.fieldName]),
  });

/** A calendar day. */
export const day = (t: RowFields, name: string, description: string) =>
  t.field({
    type: 'Date',
    description,
    extensions: column(name, 'day'),
    resolve: (row, _args, _context, info) => textValue.parse(row.fields[info.fieldName]),
  });

/** A column holding a list of words. */
export const words = (t: RowFields, name: string, description: string) =>
  t.stringList({
    description,
    nullable: { list: true, items: false },
    extensions: column(name, 'json'),
    resolve: (row, _args, _context, info) => textsValue.parse(row.fields[info.fieldName]),
  });

/** The extension of a column that holds a part or a list of parts. */
export const partColumn = (name: string, filter?: Extract<FieldSource, { kind: 'part' }>['filter']) => ({
  plan: { kind: 'part', column: name, ...(filter ? { filter } : {}) } satisfies FieldSource,
});

type PartType = PothosSchemaTypes.ObjectRef<Extended, Part>;
const heldPart = (name: string, options: Options = {}) => ({
  plan: { kind: 'part', column: name, ...options } satisfies FieldSource,
});

/** A column holding one part. */
export const part = (t: RowFields, type: PartType, name: string, description: string) =>
  t.field({
    type,
    description,
    extensions: heldPart(name),
    resolve: (row, _args, _context, info) => partValue.parse(row.fields[info.fieldName]),
  });

/** A column holding a list of parts; `absentAs` names the field whose absence it shares. */
export const parts = (t: RowFields, type: PartType, name: string, description: string, options?: Options) =>
  t.field({
    type: [type],
    nullable: { list: true, items: false },
    description,
    extensions: heldPart(name, options),
    resolve: (row, _args, _context, info) => partsValue.parse(row.fields[info.fieldName]),
  });

/** The extension of a field that leads to rows of another table. */
export const relation = (name: RelationName) => ({ plan: { kind: 'relation', relation: name } satisfies FieldSource });

/** A text key of a part. */
export const key = (t: PartFields, name: string, description: string) =>
  t.string({
    description,
    extensions: { plan: { kind: 'key', key: name, as: 'text' } satisfies FieldSource },
    resolve: (value) => textValue.parse(value[name]),
  });

/** A whole-number key of a part. */
export const intKey = (t: PartFields, name: string, description: string) =>
  t.int({
    description,
    extensions: { plan: { kind: 'key', key: name, as: 'json' } satisfies FieldSource },
    resolve: (value) => intValue.parse(value[name]),
  });

/** A yes-or-no key of a part. */
export const flagKey = (t: PartFields, name: string, description: string) =>
  t.boolean({
    description,
    extensions: { plan: { kind: 'key', key: name, as: 'json' } satisfies FieldSource },
    resolve: (value) => booleanValue.parse(value[name]),
  });

/** A key of a part holding a list of words. */
export const wordsKey = (t: PartFields, name: string, description: string) =>
  t.stringList({
    description,
    nullable: { list: true, items: false },
    extensions: { plan: { kind: 'key', key: name, as: 'json' } satisfies FieldSource },
    resolve: (value) => textsValue.parse(value[name]),
  });

/** Rows of another table, in a list newest first. */
export const firstArg = (t: RowFields) => ({
  first: t.arg({ type: 'PageSize', description: 'How many, newest first: 1 to 200.', defaultValue: 50 }),
});
