import { isDeepStrictEqual } from 'node:util';
import type { AnyCanonicalRecord, CanonicalRecord, Format, Issue } from '../../domain/adapter.ts';
import { InvalidRequest, NotPermitted } from '../../domain/errors.ts';
import { kinds } from '../../domain/model/kinds.ts';
import { recordInputOf } from '../../domain/record-inputs.ts';
import { showsField, showsRecord } from '../../domain/sight.ts';
import { neededFields, type WritableKind } from '../../domain/writable.ts';
import type { Readable } from '../ingest/arrivals.ts';
import {
  type Content,
  contentOf,
  type EntryTerms,
  entryOf,
  type Fields,
  namedIn,
  nothing,
  patched,
  type Said,
  seenOf,
} from './entry.ts';
import type { Target } from './find-target.ts';
import { type EnteredReading, fileOf, readEntered, statementOf } from './read-entered.ts';

/** What an entry is composed of. */
export interface Composing {
  readonly writable: WritableKind;
  readonly format: Format;
  readonly target: Target;
  readonly said: Said;
  /** Number of the record in its contract. */
  readonly id: string;
  readonly organisation: string;
  readonly now: string;
}

/** A record as it is to be kept, and the file that says it. */
export interface Composed {
  readonly bytes: Uint8Array;
  readonly arrival: Readable;
  /** Whether it says anything the record did not say before. */
  readonly isNews: boolean;
}

const termsOf = ({ id, target, now }: Composing): EntryTerms => ({ id, subject: target.subject, statedAt: now });

const readContent = (composing: Composing, content: Content): EnteredReading & { readonly bytes: Uint8Array } => {
  const { writable, format, organisation, now } = composing;
  const bytes = fileOf(writable, entryOf(content, termsOf(composing)));
  return { bytes, ...readEntered(format, bytes, { organisation, receivedAt: now }) };
};

const checkSight = ({ writable, target, said }: Composing): void => {
  const known = recordInputOf(writable).fields.map(({ name }) => name);
  if (said.absent.some(({ field }) => !known.includes(field))) {
    throw new InvalidRequest('absent: a field the record does not have');
  }
  const hidden = [...namedIn(said), ...neededFields(writable)].find(
    (field) => !showsField(target.mask, writable, field),
  );
  if (hidden !== undefined || !showsRecord(target.mask, writable)) {
    throw new NotPermitted(`record.${hidden ?? 'id'}: your role and purpose do not show it, so they cannot write it`);
  }
};

const explain = (faults: readonly Issue[]): string =>
  faults.map(({ rule, field, message }) => `record.${field ?? ''}: ${message} (${rule})`).join('; ');

const checkSaid = ({ writable, said }: Composing, read: Content): void => {
  const reasoned = said.absent.map(({ field }) => field);
  const isSilent = (field: string) => (read.fields[field] ?? null) === null && !reasoned.includes(field);
  const silent = namedIn(said).find((field) => field !== 'episodes' && isSilent(field));
  if (silent !== undefined) throw new InvalidRequest(`record.${silent}: an empty field needs its reason, in absent`);
  const wanting = neededFields(writable).find((field) => (read.fields[field] ?? null) === null);
  if (wanting !== undefined) throw new InvalidRequest(`record.${wanting}: the record cannot be without it`);
};

/**
 * Reads what the writer sees with what they say. What they do not see takes no part, so that nothing hidden shows in a
 * refusal; what was wrong before is not theirs to mend.
 */
const readSeen = (composing: Composing): CanonicalRecord => {
  const { writable, target, said } = composing;
  const isSeen = (field: string) => showsField(target.mask, writable, field);
  const before = target.kept ? seenOf(contentOf(target.kept), isSeen) : nothing;
  const earlier = target.kept ? readContent(composing, before).faults : [];
  const { arrival, faults } = readContent(composing, patched(before, said));
  const news = faults.filter((fault) => !earlier.some((one) => isDeepStrictEqual(one, fault)));
  const statement = statementOf(arrival, writable.kind);
  if (news.length > 0 || statement === null) throw new InvalidRequest(explain(news.length > 0 ? news : faults));
  checkSaid(composing, contentOf(statement));
  return statement;
};

const pick = (all: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));

type Statement = Omit<CanonicalRecord, 'body'> & { readonly body: unknown };
const isCanonical = (statement: Statement): statement is AnyCanonicalRecord =>
  kinds[statement.kind].safeParse(statement.body).success;

/** The record with what was said of it, and everything else as it was. */
const merged = ({ target, said, writable }: Composing, read: CanonicalRecord): AnyCanonicalRecord => {
  const named = namedIn(said);
  const columns = named.map((field) => (field === 'episodes' ? 'sourceEpisodes' : field));
  const { kept } = target;
  const kind = writable.kind;
  const statement: Statement = kept
    ? {
        ...{ kind, key: kept.key, subject: kept.subject, statedAt: read.statedAt },
        body: { ...kept.body, ...pick({ ...read.body }, columns) },
        absences: {
          ...Object.fromEntries(Object.entries(kept.absences).filter(([field]) => !named.includes(field))),
          ...Object.fromEntries(Object.entries(read.absences).filter(([field]) => named.includes(field))),
        },
      }
    : { ...read, subject: target.subject };
  if (!isCanonical(statement)) throw new Error('an entry read by its contract is not of the model');
  return statement;
};

/**
 * The record as it is to be kept: what was there, with what is said in its place.
 * @throws NotPermitted for a field the writer does not see, InvalidRequest for what cannot be used
 */
export const composeRecord = (composing: Composing): Composed => {
  checkSight(composing);
  const { target, said } = composing;
  const statement = merged(composing, readSeen(composing));
  const { bytes, arrival } = readContent(composing, patched(target.kept ? contentOf(target.kept) : nothing, said));
  if (!arrival) throw new Error('the contract cannot read a record it has read before');
  const { kept } = target;
  const record = { ...arrival.record, facts: [statement, ...target.persons] };
  const isSame =
    kept !== null &&
    isDeepStrictEqual(kept.body, statement.body) &&
    isDeepStrictEqual(kept.absences, statement.absences);
  return { bytes, arrival: { ...arrival, record }, isNews: !isSame };
};
