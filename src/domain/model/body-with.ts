import type { z } from 'zod';
import { kinds, type RecordBody, type RecordKind } from './kinds.ts';

type Nullable<Body> = { [F in keyof Body]: null extends Body[F] ? F : never }[keyof Body];

/** What must be said of a record of a kind, and what may be. */
type Said<K extends RecordKind> = Omit<RecordBody[K], Nullable<RecordBody[K]>> & Partial<RecordBody[K]>;

const silences: ReadonlyMap<string, Readonly<Record<string, null>>> = new Map(
  Object.entries(kinds).map(([kind, { shape }]) => [
    kind,
    Object.fromEntries(Object.keys(shape).map((field) => [field, null])),
  ]),
);

const schemas: { readonly [K in RecordKind]: z.ZodType<RecordBody[K]> } = kinds;

/**
 * A body of a kind that says what is given and is silent about the rest.
 * @throws ZodError where a value is not one of its field: a fault of the caller, never of a file
 */
export const bodyWith = <K extends RecordKind>(kind: K, said: Said<K>): RecordBody[K] =>
  schemas[kind].parse({ ...silences.get(kind), ...said });
