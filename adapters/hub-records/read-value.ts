import { z } from 'zod';
import { londonDay, parseDay, parseMoment } from '../../src/domain/dates.ts';
import { mayBeEmpty, type Schema, strip } from '../../src/domain/model/shape.ts';
import { day, instant } from '../../src/domain/model/values.ts';
import { tidy } from '../csv.ts';
import { type Fields, isFields, isSaid, own, type Reading, report, reportUnknown, reportValue } from './reading.ts';

/** What is read, and which of its fields, by path without places in lists, may lie in the future. */
export interface Around {
  readonly reading: Reading;
  readonly planned: readonly string[];
}

/** What no database keeps: NUL and half a surrogate pair. */
const unkeepable = /[\0\p{Cs}]/u;

const asMeant = (schema: Schema, raw: unknown): unknown => {
  if (typeof raw !== 'string') return raw;
  if (schema === instant) return parseMoment(raw)?.at;
  if (schema === day) return parseDay(raw);
  return unkeepable.test(raw) ? undefined : tidy(raw);
};

/** The local day of a date or an instant. */
export const dayOf = (date: string): string => (date.includes('T') ? londonDay(date) : date);

const reportFuture = ({ reading, planned }: Around, schema: Schema, path: string, value: unknown): void => {
  if (typeof value !== 'string' || (schema !== day && schema !== instant)) return;
  if (planned.includes(path.replace(/\[\d+\]/g, '')) || dayOf(value) <= reading.receivedOn) return;
  report(reading, 'future', path, 'The date is after the day the file arrived.');
};

const readLeaf = (around: Around, schema: Schema, raw: unknown, path: string): unknown => {
  const read = z.safeParse(schema, asMeant(schema, raw));
  if (!read.success) {
    reportValue(around.reading, path);
    return null;
  }
  reportFuture(around, schema, path, read.data);
  return read.data;
};

/** One thing where a list is wanted is a list of one; a list with nothing to use in it is not the answer "none". */
const readItems = (around: Around, element: Schema, raw: unknown, path: string): readonly unknown[] | null => {
  const items: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const read = items.map((item, index) => readValue(around, element, item, `${path}[${index}]`));
  const good = read.filter((item) => item !== null);
  return good.length === 0 && items.length > 0 ? null : good;
};

const readParts = (around: Around, schema: z.ZodObject, raw: unknown, path: string): Fields | null => {
  const { reading } = around;
  if (!isFields(raw)) {
    reportValue(reading, path);
    return null;
  }
  reportUnknown(reading, raw, path, schema.shape);
  const parts = Object.entries(schema.shape).map(([name, part]) => {
    const said = own(raw, name);
    const isNeeded = !mayBeEmpty(part);
    if (isNeeded && !isSaid(said)) report(reading, 'incomplete', `${path}.${name}`, 'Left out for want of it.');
    const value = isSaid(said) ? readValue(around, part, said, `${path}.${name}`) : null;
    return { name, value, isWanting: isNeeded && value === null };
  });
  const isEmpty = parts.every(({ value }) => value === null);
  if (isEmpty && !Object.keys(schema.shape).some((name) => isSaid(own(raw, name)))) {
    report(reading, 'empty', path, 'Nothing is said in it.');
  }
  if (isEmpty || parts.some(({ isWanting }) => isWanting)) return null;
  return Object.fromEntries(parts.map(({ name, value }) => [name, value]));
};

/**
 * A value as the model has it, or null where nothing of it can be used; what cannot is reported by its path. An element
 * of a list without what the model wants of it is left out; any other part of it that is wrong is null.
 */
export function readValue(around: Around, schema: Schema, raw: unknown, path: string): unknown {
  const bare = strip(schema);
  if (bare instanceof z.ZodArray) return readItems(around, bare.element, raw, path);
  if (bare instanceof z.ZodObject) return readParts(around, bare, raw, path);
  return readLeaf(around, bare, raw, path);
}
