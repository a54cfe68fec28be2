import type { Address, Contact } from '../../src/domain/model/values.ts';
import { cleanText } from './words.ts';

export type ListItem = Contact | Address | null;

/** Whether this is a JSON object, so neither null nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a key the object itself holds; what it inherits is no part of a message. */
export const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const orNull = (raw: unknown): string | null => {
  const text = cleanText(raw);
  return text === '' ? null : text;
};

const postcode = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;

const partsOf = (raw: unknown): readonly string[] => cleanText(raw).split(';').map(cleanText);

/** A person as an object, or in short: `name; relationship; telephone; organisation`. */
export const readContact = (raw: unknown): Contact | null => {
  const [name, relationship, phone, organisation] = isRecord(raw)
    ? [own(raw, 'name'), own(raw, 'relationship'), own(raw, 'phone'), own(raw, 'organisation')]
    : partsOf(raw);
  const contact = {
    name: orNull(name),
    relationship: orNull(relationship),
    phone: orNull(phone),
    organisation: orNull(organisation),
  };
  return Object.values(contact).every((part) => part === null) ? null : contact;
};

const linesOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : [raw]);

const addressOf = (lines: readonly unknown[], code: unknown, uprn: unknown): Address | null => {
  const kept = lines.map(cleanText).filter((line) => line !== '');
  const address = { lines: kept, postcode: orNull(code), uprn: orNull(uprn) };
  return kept.length === 0 && address.postcode === null && address.uprn === null ? null : address;
};

/** An address as an object, or in short: its lines and then its postcode, each after a semicolon. */
export const readAddress = (raw: unknown): Address | null => {
  if (isRecord(raw)) return addressOf(linesOf(own(raw, 'lines')), own(raw, 'postcode'), own(raw, 'uprn'));
  const parts = partsOf(raw);
  const last = parts.at(-1) ?? '';
  return postcode.test(last) ? addressOf(parts.slice(0, -1), last, null) : addressOf(parts, null, null);
};
