import type { FieldAbsence } from '../src/domain/absence.ts';
import type { Issue } from '../src/domain/adapter.ts';
import { parseDay } from '../src/domain/dates.ts';
import { tidy } from './csv.ts';

/** An object of a pilot record, by the names of its elements in small letters: its writers differ in their capitals. */
export interface Section {
  /** Where it stands in the record: `payload.address`; empty for the record itself. */
  readonly path: string;
  readonly fields: ReadonlyMap<string, unknown>;
  /** The names as the record has them. */
  readonly names: readonly string[];
  /** What was found wrong with the record so far. */
  readonly issues: Issue[];
  /** The day the file arrived, England local. */
  readonly receivedOn: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The section an object is; null for anything else. */
export const sectionOf = (
  value: unknown,
  { path, issues, receivedOn }: Pick<Section, 'path' | 'issues' | 'receivedOn'>,
): Section | null => {
  if (!isObject(value)) return null;
  const fields = new Map<string, unknown>();
  for (const [name, held] of Object.entries(value)) {
    if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), held);
  }
  return { path, fields, names: Object.keys(value), issues, receivedOn };
};

const pathOf = ({ path }: Section, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Notes what is wrong with an element; the message never holds its value. */
export const report = (section: Section, rule: string, name: string, message: string): void => {
  section.issues.push({ rule: `pilot.${rule}`, field: pathOf(section, name), message });
};

const reportValue = (section: Section, name: string): null => {
  report(section, 'value', name, 'Not what the pilot has here.');
  return null;
};

/** What an element holds; null, nothing and blank text are the same silence. */
const valueAt = (section: Section, name: string): unknown => {
  const value = section.fields.get(name.toLowerCase()) ?? null;
  return typeof value === 'string' && tidy(value) === '' ? null : value;
};

/** Whether the section has the element at all. */
export const has = (section: Section, name: string): boolean => section.fields.has(name.toLowerCase());

const textOf = (value: unknown): string | null => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && tidy(value) !== '' ? tidy(value) : null;
};

/** The text of an element, or null; something else than text is reported. */
export const textAt = (section: Section, name: string): string | null => {
  const value = valueAt(section, name);
  return value === null ? null : (textOf(value) ?? reportValue(section, name));
};

/** The date of an element, or null; what is no date, or lies ahead, is reported. */
export const dayAt = (section: Section, name: string): string | null => {
  const text = textAt(section, name);
  if (text === null) return null;
  const day = parseDay(text);
  if (day === null) report(section, 'date', name, 'Not a date.');
  else if (day > section.receivedOn) report(section, 'future', name, 'The date is after the day the file arrived.');
  return day;
};

/** Yes or no, or null where the record does not say. */
export const flagAt = (section: Section, name: string): boolean | null => {
  const value = valueAt(section, name);
  if (value === null || typeof value === 'boolean') return value;
  return reportValue(section, name);
};

const membersAt = (section: Section, name: string): readonly unknown[] => {
  const value = valueAt(section, name);
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
};

/** The texts of a list; what is no text is reported once. */
export const textsAt = (section: Section, name: string): readonly string[] => {
  const members = membersAt(section, name).filter((member) => member !== null && member !== '');
  const texts = members.flatMap((member) => textOf(member) ?? []);
  if (texts.length < members.length) reportValue(section, name);
  return texts;
};

/** The objects of a list, or the one object an element is; what is no object is reported once. */
export const sectionsAt = (section: Section, name: string): readonly Section[] => {
  const members = membersAt(section, name).filter((member) => member !== null);
  const place = { ...section, path: pathOf(section, name) };
  const found = members.flatMap((member) => sectionOf(member, place) ?? []);
  if (found.length < members.length) reportValue(section, name);
  return found;
};

/** Fields left empty because the element that would fill them holds something that cannot be used. */
export const invalidWhere = (
  section: Section,
  targets: Readonly<Record<string, { readonly element: string; readonly value: unknown }>>,
): Readonly<Record<string, FieldAbsence>> =>
  Object.fromEntries(
    Object.entries(targets)
      .filter(([, { element, value }]) => value === null && valueAt(section, element) !== null)
      .map(([field]) => [field, { reason: 'INVALID' }]),
  );
