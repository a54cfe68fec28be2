import { microsecondsOf } from './instants.ts';

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const comparableText = (text: string): string =>
  instantShape.test(text)
    ? String(microsecondsOf(text))
    : text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

const members = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));

const inMemberOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(members(value)) : value;

/** Equal for values that say the same: letter case, spacing, Unicode form, order of a list and time offset aside. */
export const comparable = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(comparableText(value));
  if (Array.isArray(value)) return `[${value.map(comparable).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${members(value)
    .map(([key, member]) => `${key}:${comparable(member)}`)
    .join()}}`;
};

/** A value as the text a reader is shown beside another: text as it stands, structure as JSON in a fixed order. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, inMemberOrder);
