import type { z } from 'zod';
import type { FieldAbsence } from '../../src/domain/absence.ts';
import type { Issue } from '../../src/domain/adapter.ts';
import { londonDay, parseMoment, parsePartialDate } from '../../src/domain/dates.ts';
import { microsecondsOf } from '../../src/domain/instants.ts';
import type { PartialDate } from '../../src/domain/model/values.ts';
import { type Period, period, text } from './datatypes.ts';
import type { FhirFile } from './fhir-file.ts';
import { own } from './fields.ts';
import type { Resource } from './resource.ts';

/** One resource being read, and what was found while reading it. */
export interface Source {
  readonly resource: Resource;
  readonly file: FhirFile;
  readonly issues: Issue[];
  /** Faults for which the record cannot be used at all. */
  readonly fatal: Issue[];
  /** What was taken from elsewhere in the file: where it changes, the record has changed. */
  readonly drawn: unknown[];
  readonly absences: Record<string, FieldAbsence>;
}

/** Notes what is wrong with an element; the message never holds the value. */
export const report = (list: Issue[], { type }: Resource, rule: string, element: string, message: string): void => {
  list.push({ rule: `fhir.${rule}`, field: `${type}.${element}`, message });
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const parse = <T>(source: Source, value: unknown, element: string, schema: z.ZodType<T>): T | null => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  report(source.issues, source.resource, 'value', element, 'Not what FHIR R4 has here.');
  return null;
};

/** An element as its shape has it; null where it is silent, or is something else, which is reported. */
export const take = <T>(source: Source, element: string, schema: z.ZodType<T>): T | null => {
  const value = own(source.resource.fields, element);
  return isGiven(value) ? parse(source, value, element, schema) : null;
};

/** The items of a list that have their shape; each that has not is reported. */
export const takeAll = <T>(source: Source, element: string, schema: z.ZodType<T>): readonly T[] => {
  const value = own(source.resource.fields, element);
  if (!isGiven(value)) return [];
  if (!Array.isArray(value)) report(source.issues, source.resource, 'value', element, 'Not a list.');
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) => parse(source, item, `${element}[${index}]`, schema) ?? []);
};

/** The first of some elements that holds text: the name in R4 first, older names after it. */
export const takeText = (source: Source, ...elements: readonly string[]): string | null => {
  for (const element of elements) {
    const found = take(source, element, text);
    if (found !== null) return found;
  }
  return null;
};

const bad = (source: Source, element: string, field: string | null, message: string): null => {
  report(source.issues, source.resource, 'date', element, message);
  if (field !== null) source.absences[field] = { reason: 'INVALID' };
  return null;
};

/** A date as far as it is known; what is no date, or is still to come, is null, INVALID and an issue. */
export const readPastDate = (source: Source, element: string, field: string): PartialDate | null => {
  const raw = take(source, element, text);
  if (raw === null) return null;
  const date = parsePartialDate(raw);
  if (date === null) return bad(source, element, field, 'Not a date.');
  return date.earliest > source.file.receivedOn ? bad(source, element, field, 'The date is still to come.') : date;
};

/** The day of a date given as text; a month or a year is no day, and its being lost is said. */
export const readDay = (source: Source, raw: string | null, element: string, field: string): string | null => {
  if (raw === null) return null;
  const date = parsePartialDate(raw);
  if (date === null) return bad(source, element, field, 'Not a date.');
  if (date.precision === 'DAY') return date.earliest;
  source.absences[field] = { reason: 'LOST_IN_MAPPING' };
  return null;
};

/** The instant of a date and time given as text; a date without a time is no instant, and its being lost is said. */
export const readInstant = (source: Source, raw: string | null, element: string, field: string): string | null => {
  if (raw === null) return null;
  const at = parseMoment(raw)?.at;
  if (at !== undefined && at !== null) return at;
  if (parsePartialDate(raw) === null) return bad(source, element, field, 'Not a date and time.');
  report(source.issues, source.resource, 'precision', element, 'A date without a time.');
  source.absences[field] = { reason: 'LOST_IN_MAPPING' };
  return null;
};

/** A period given under the element, or null. */
export const takePeriod = (source: Source, element: string): Period | null => take(source, element, period);

const firstDay = (raw: string | null): string | null =>
  raw === null ? null : (parsePartialDate(raw)?.earliest ?? null);
const lastDay = (raw: string | null): string | null => (raw === null ? null : (parsePartialDate(raw)?.latest ?? null));

/** The first and last day of a period, where they can be read. */
export const daysOf = (span: Period | null): { readonly first: string | null; readonly last: string | null } => ({
  first: firstDay(span?.start ?? null),
  last: lastDay(span?.end ?? null),
});

/** Whether a period is over on a day. */
export const isOver = (span: Period | null, on: string): boolean => (daysOf(span).last ?? '9999-12-31') < on;

/** Whether a period holds a day; without dates it holds every day. */
export const isCurrent = (span: Period | null, on: string): boolean =>
  !isOver(span, on) && (daysOf(span).first ?? '0000-01-01') <= on;

/** When the source said it: the resource's own word, another instant of it, or the day the bundle was made. */
export const statedAt = (source: Source, other: string | null = null): string | null => {
  const meta = own(source.resource.fields, 'meta');
  const lastUpdated = typeof meta === 'object' && meta !== null && 'lastUpdated' in meta ? meta.lastUpdated : null;
  const said = typeof lastUpdated === 'string' ? parseMoment(lastUpdated)?.at : null;
  const at = said ?? (other === null ? null : parseMoment(other)?.at) ?? source.file.timestamp;
  if (at === null || microsecondsOf(at) <= microsecondsOf(source.file.receivedAt)) return at;
  // A clock that runs ahead must not win over everything said until then.
  const isLater = londonDay(at) > source.file.receivedOn;
  if (isLater) report(source.issues, source.resource, 'future', 'meta', 'Said after the day the file arrived.');
  return isLater ? null : at;
};
