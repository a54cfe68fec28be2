import { z } from 'zod';
import { kinds, type RecordBody, type RecordKind, recordKinds } from '../domain/model/kinds.ts';
import type { Row, VersionedTable } from './versions.ts';

/** The column that holds a camelCase field. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Field names to column names, values untouched. */
export const toRow = (values: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [columnOf(field), value]));

/** Columns of a fact that say where it came from rather than what it says. */
const origins = ['closed_as', 'child_id', 'source_record_id', 'received_at', 'entered_by', 'feed_lacks'] as const;

/** The table that holds the versions of one kind of fact. */
export const factTable = (kind: RecordKind): VersionedTable => ({
  name: kind.replaceAll('-', '_'),
  id: 'id',
  owner: 'subject_id',
  ignored: origins,
  superseding: ", closed_as = 'SUPERSEDED'",
});

interface Column {
  readonly field: string;
  readonly column: string;
  readonly isInstant: boolean;
}

const innermost = (schema: unknown): unknown => (schema instanceof z.ZodNullable ? schema.unwrap() : schema);

const columnsOf = (kind: RecordKind): readonly Column[] =>
  Object.entries(kinds[kind].shape).map(([field, schema]) => ({
    field,
    column: columnOf(field),
    isInstant: innermost(schema) instanceof z.ZodISODateTime,
  }));

const columns = new Map(recordKinds.map((kind) => [kind, columnsOf(kind)]));
const schemas: { readonly [K in RecordKind]: z.ZodType<RecordBody[K]> } = kinds;

/** A UTC instant as jsonb writes it, in the hub's form. */
export const asZulu = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\+00:00$/, 'Z') : value);

/** The body a stored row holds, checked against the model of its kind. */
export const bodyOf = <K extends RecordKind>(kind: K, row: Row): RecordBody[K] => {
  const fields = (columns.get(kind) ?? []).map(
    ({ field, column, isInstant }) => [field, isInstant ? asZulu(row[column]) : row[column]] as const,
  );
  return schemas[kind].parse(Object.fromEntries(fields));
};
