import type { z } from 'zod';
import type { Issue } from '../../src/domain/adapter.ts';
import { tidy } from '../csv.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What is being read of one entry, and what was found wrong so far. */
export interface Reading {
  /** Plural of the contract; the rules of its issues begin with it. */
  readonly plural: string;
  /** One entry, as a noun: `case note`. */
  readonly noun: string;
  /** The day the file arrived, in England: nothing it tells happened later. */
  readonly receivedOn: string;
  readonly issues: Issue[];
  /** Faults for which the entry cannot be used at all. */
  readonly fatal: Issue[];
}

/** Whether this is a JSON object, so neither null nor an array. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The element of this name, or undefined: what an object inherits is not said by its sender. */
export const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** Whether a value is no silence: null, nothing and blank text are the same one. */
export const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === 'string' && tidy(value) === '');

/** Whether the element holds anything. */
export const isGiven = (fields: Fields, name: string): boolean => isSaid(own(fields, name));

/** Notes what is wrong with a field; the message never holds the value. */
export const report = (reading: Reading, rule: string, field: string | null, message: string): void => {
  reading.issues.push({ rule: `${reading.plural}.${rule}`, field, message });
};

/** Notes why the entry cannot be used. */
export const refuse = (reading: Reading, rule: string, field: string | null, message: string): void => {
  reading.fatal.push({ rule: `${reading.plural}.${rule}`, field, message });
};

/** Notes that an element holds something else than it should. */
export const reportValue = (reading: Reading, field: string): void =>
  report(reading, 'value', field, 'Not what the contract has here.');

/** What an entry cannot do without; null makes it unreadable. */
export const need = <T>(reading: Reading, value: T | null, field: string): T | null => {
  if (value === null) refuse(reading, 'incomplete', field, `The ${reading.noun} cannot be used without it.`);
  return value;
};

/** The value of an element as its schema has it; null where it is silent, or is something else, which is reported. */
export const take = <T>(reading: Reading, fields: Fields, path: string, schema: z.ZodType<T>): T | null => {
  const name = path.split('.').at(-1) ?? path;
  if (!isGiven(fields, name)) return null;
  const raw = own(fields, name);
  const read = schema.safeParse(typeof raw === 'string' ? tidy(raw) : raw);
  if (read.success) return read.data;
  reportValue(reading, path);
  return null;
};

/** The objects of a list; what is no object is reported, and no list at all is empty. */
export const takeList = (reading: Reading, fields: Fields, path: string): readonly Fields[] => {
  const name = path.split('.').at(-1) ?? path;
  if (!isGiven(fields, name)) return [];
  const raw = own(fields, name);
  const items: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const good = items.filter(isFields);
  if (good.length < items.length) reportValue(reading, path);
  return good;
};

/** Reports elements the contract does not have. */
export const reportUnknown = (reading: Reading, fields: Fields, path: string, known: Readonly<object>): void => {
  const stray = Object.keys(fields).filter((name) => !Object.hasOwn(known, name));
  const field = path === '' ? null : path;
  if (stray.length > 0) report(reading, 'unknown-field', field, 'The contract does not have all these elements.');
};
