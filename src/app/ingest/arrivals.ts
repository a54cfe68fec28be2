import { createHash } from 'node:crypto';
import type { AnyCanonicalRecord, Format, Issue, SourceRecord } from '../../domain/adapter.ts';
import { kinds } from '../../domain/model/kinds.ts';

/** A record that can be stored. */
export interface Readable {
  readonly ordinal: number;
  readonly record: SourceRecord & { readonly key: string };
  /** Tells changed from unchanged; another version of the format makes every record changed. */
  readonly hash: Buffer;
}

/** A record that cannot, and why. */
export interface Unreadable {
  readonly ordinal: number;
  readonly record: SourceRecord;
  readonly hash: Buffer;
  readonly reasons: readonly Issue[];
}

export type Arrival = Readable | Unreadable;

/** The text without what PostgreSQL refuses: U+0000 and half surrogate pairs. */
const storable = (text: string): string => Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\uFFFD');

const storableIssue = ({ rule, field, message }: Issue): Issue => ({
  rule: storable(rule),
  field: field === null ? null : storable(field),
  message: storable(message),
});

const factIssues = ({ kind, body }: AnyCanonicalRecord): readonly Issue[] => {
  const parsed = kinds[kind].safeParse(body);
  const rule = 'canonical-model';
  return (parsed.error?.issues ?? []).map(({ path, code }) => {
    const field = `${kind}.${path.join('.')}`;
    return { rule, field, message: `the value read for ${field} is outside the canonical model (${code})` };
  });
};

// JSON.stringify escapes, after an even number of backslashes, exactly what PostgreSQL refuses.
const refusedEscape = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

const textIssues = ({ key, facts }: SourceRecord): readonly Issue[] => {
  const isClean = !refusedEscape.test(JSON.stringify([key, facts]));
  const message = 'the record holds a character that cannot be stored (U+0000 or half of a surrogate pair)';
  return isClean ? [] : [{ rule: 'storable-text', field: null, message }];
};

const noKey: Issue = { rule: 'record-key', field: null, message: 'the record has no key to know it again by' };

const reasonsAgainst = (record: SourceRecord): readonly Issue[] => {
  if (record.unreadable) return record.unreadable;
  if (record.key === null) return [noKey];
  return [...textIssues(record), ...record.facts.flatMap(factIssues)];
};

const quarantined = (record: SourceRecord): SourceRecord => ({
  ...record,
  key: record.key === null || storable(record.key) !== record.key ? null : record.key,
  locator: storable(record.locator),
});

/** What tells a record from another and from another reading of itself. */
export const recordHash = (version: string, raw: string): Buffer =>
  createHash('sha256').update(`${version}\u0000`).update(raw).digest();

/** Decides whether a record can be stored. */
export const toArrival = ({ version }: Pick<Format, 'version'>, ordinal: number, record: SourceRecord): Arrival => {
  const hash = recordHash(version, record.raw);
  const reasons = reasonsAgainst(record).map(storableIssue);
  const { key } = record;
  if (reasons.length > 0 || key === null) return { ordinal, record: quarantined(record), hash, reasons };
  const issues = record.issues.map(storableIssue);
  return { ordinal, hash, record: { ...record, key, locator: storable(record.locator), issues } };
};

/** Whether the record can be stored. */
export const isReadable = (arrival: Arrival): arrival is Readable => !('reasons' in arrival);

/** The same record, quarantined because the store refused a value of it. */
export const refuse = ({ ordinal, record, hash }: Readable, state: string): Unreadable => {
  const message = `the store cannot hold a value of this record (SQLSTATE ${state})`;
  return { ordinal, record, hash, reasons: [{ rule: 'storable-value', field: null, message }] };
};
