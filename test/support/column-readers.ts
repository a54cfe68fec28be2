import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { governingOf } from '../../src/domain/coordinates.ts';
import { bitFor } from '../../src/plan/guard.ts';
import { type FieldSource, type PartFilter, sourceOf } from '../../src/plan/source.ts';
import type { TableName } from '../../src/plan/tables.ts';

/** One field of the schema that reads a column, and how much of it. */
export interface ColumnReader {
  /** The mask bit it needs, or null where none is needed. */
  readonly bit: bigint | null;
  readonly absentAs: string;
  /** `whole` reads the value, `parts` some keys of its parts, `derived` what is computed from it. */
  readonly reads: 'whole' | 'parts' | 'derived';
  readonly keys: readonly string[];
  readonly filter: PartFilter | null;
}

/** The readers of each column of a table. */
export type ColumnReaders = ReadonlyMap<string, readonly ColumnReader[]>;

type Field = GraphQLField<unknown, unknown>;

const keysOf = (field: Field): readonly string[] => {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((inner) => {
    const source = sourceOf(inner);
    return source.kind === 'key' ? [source.key] : [];
  });
};

/** Columns an SQL text reads of a row. */
export const columnsIn = (sql: (row: string, now: string) => string): readonly string[] =>
  [...sql('wanted', 'clock').matchAll(/wanted\.(\w+)/g)].flatMap(([, column]) => column ?? []);

const readsOf = (field: Field, source: FieldSource): (Omit<ColumnReader, 'bit'> & { readonly column: string })[] => {
  const plain = { absentAs: field.name, keys: [], filter: null };
  switch (source.kind) {
    case 'column':
      return [{ ...plain, column: source.column, absentAs: source.absentAs ?? field.name, reads: 'whole' }];
    case 'part': {
      const { column, absentAs = field.name, filter = null } = source;
      return [{ column, absentAs, filter, keys: keysOf(field), reads: 'parts' }];
    }
    case 'expression':
      return columnsIn(source.sql).map((column) => ({
        ...plain,
        column,
        absentAs: source.absentAs ?? field.name,
        reads: 'derived',
      }));
    default:
      return [];
  }
};

/** Which fields of a type read which column of its table. */
export const columnReaders = (schema: GraphQLSchema, name: TableName): ColumnReaders => {
  const type = schema.getType(name);
  const readers = new Map<string, ColumnReader[]>();
  if (!isObjectType(type)) return readers;
  for (const field of Object.values(type.getFields())) {
    const bit = bitFor(governingOf(name, field.name));
    for (const { column, ...reader } of readsOf(field, sourceOf(field))) {
      readers.set(column, [...(readers.get(column) ?? []), { ...reader, bit }]);
    }
  }
  return readers;
};
