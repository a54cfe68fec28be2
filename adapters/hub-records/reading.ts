import type { z } from 'zod';
import type { Issue } from '../../src/domain/adapter.ts';
import { tidy } from '../csv.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What is being read of one entry, and what was found wrong so far. */
export interface Reading {
  readonly issues: Issue[];
  /** Faults for which the entry cannot be used at all. */
  readonly fatal: Issue[];
}

/** Whether this is a JSON object, so neither null nor an array. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** Whether the element holds anything: null, nothing and blank text are the same silence. */
export const isGiven = (fields: Fields, name: string): boolean => {
  const value = own(fields, name);
  return value !== undefined && value !== null && !(typeof value === 'string' && tidy(value) === '');
};

/** Notes what is wrong with a field; the message never holds the value. */
export const report = (list: Issue[], rule: string, field: string | null, message: string): void => {
  list.push({ rule: `involvements.${rule}`, field, message });
};

/** The value of an element as its schema has it; null where it is silent, or is something else, which is reported. */
export const take = <T>(reading: Reading, fields: Fields, path: string, schema: z.ZodType<T>): T | null => {
  const name = path.split('.').at(-1) ?? path;
  if (!isGiven(fields, name)) return null;
  const raw = own(fields, name);
  const read = schema.safeParse(typeof raw === 'string' ? tidy(raw) : raw);
  if (read.success) return read.data;
  report(reading.issues, 'value', path, 'Not what the contract has here.');
  return null;
};

/** The objects of a list; what is no object is reported, and no list at all is empty. */
export const takeList = (reading: Reading, fields: Fields, path: string): readonly Fields[] => {
  const name = path.split('.').at(-1) ?? path;
  if (!isGiven(fields, name)) return [];
  const raw = own(fields, name);
  const items: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const good = items.filter(isFields);
  if (good.length < items.length) report(reading.issues, 'value', path, 'Not what the contract has here.');
  return good;
};

/** Reports elements the contract does not have. */
export const reportUnknown = (reading: Reading, fields: Fields, path: string, known: Readonly<object>): void => {
  const stray = Object.keys(fields).filter((name) => !Object.hasOwn(known, name));
  const field = path === '' ? null : path;
  if (stray.length > 0)
    report(reading.issues, 'unknown-field', field, 'The contract does not have all these elements.');
};
