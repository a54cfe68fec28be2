import { z } from 'zod';
import { kinds, type RecordKind } from './kinds.ts';

/** A schema of the canonical model, of whatever shape. */
export type Schema = z.core.$ZodType;

/** The fields of a kind of record, as the model has them. */
export const shapeOf = (kind: RecordKind): Readonly<Record<string, Schema>> => kinds[kind].shape;

/** The schema of what is there when anything is. */
export const strip = (schema: Schema): Schema => (schema instanceof z.ZodNullable ? strip(schema.unwrap()) : schema);

/** Whether the model lets the field be empty. */
export const mayBeEmpty = (schema: Schema): boolean => schema instanceof z.ZodNullable;
