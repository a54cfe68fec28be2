import {
  type AnyCanonicalRecord,
  type Format,
  type Issue,
  type ReadOptions,
  type SourceRecord,
  UnreadableFile,
} from '../src/domain/adapter.ts';
import { londonDay } from '../src/domain/dates.ts';
import { decodeText } from './csv.ts';
import { parseJson } from './json.ts';
import { envelopeMapping, namedMapping } from './pilot-person.ts';
import { namesType, type PilotRecord, type PilotRecordType, typeOf } from './pilot-record-type.ts';
import { has, report, type Section, sectionOf, sectionsAt, textAt } from './pilot-section.ts';

const envelopeUnmapped = ['systemId', 'recordLink', 'recordLinks'];
// Keys end up in indexes, whose entries are limited.
const LONGEST_ID = 64;

/** What is told of one file while its records are read. */
interface Telling {
  readonly keys: Set<string>;
  readonly unknownFields: Set<string>;
}

const plainName = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/** A stray element is one fault of the file: it is told once, on the first record that has it. */
const reportUnknown = (section: Section, known: readonly string[], told: Set<string>): void => {
  const lower = new Set(known.map((name) => name.toLowerCase()));
  for (const name of section.names) {
    // A name that is none may be a value somebody put in the place of one.
    const shown = plainName.test(name) ? name : '(unnamed)';
    const place = `${section.path}/${shown}`.toLowerCase();
    if (lower.has(name.toLowerCase()) || told.has(place)) continue;
    told.add(place);
    report(section, 'unknown-field', shown, 'The format does not have this element.');
  }
};

const fieldsOf = ({ mapping, unmapped }: PilotRecordType): readonly string[] =>
  [...mapping.map(({ source }) => source), ...unmapped].map((path) => path.replace(/[.[].*$/, ''));

const factsOfEnveloped = (
  types: readonly PilotRecordType[],
  ids: Pick<PilotRecord, 'recordId' | 'personId' | 'subject'>,
  envelope: Section,
  { unknownFields }: Telling,
): readonly AnyCanonicalRecord[] => {
  reportUnknown(
    envelope,
    [...envelopeMapping.map(({ source }) => source), ...envelopeUnmapped, 'payload'],
    unknownFields,
  );
  const type = typeOf(types, envelope);
  if (type === null) return [];
  const [payload] = sectionsAt(envelope, 'payload');
  if (payload === undefined) {
    report(envelope, 'payload', 'payload', 'The record says nothing: it has no payload.');
    return [];
  }
  reportUnknown(payload, [...namedMapping.map(({ source }) => source), ...fieldsOf(type)], unknownFields);
  return type.read({ ...ids, envelope, payload });
};

const factsOfEarly = (
  types: readonly PilotRecordType[],
  ids: Pick<PilotRecord, 'recordId' | 'personId' | 'subject'>,
  payload: Section,
  { unknownFields }: Telling,
): readonly AnyCanonicalRecord[] => {
  const type = types.find(({ early }) => early.some((name) => has(payload, name)));
  if (type === undefined) {
    report(payload, 'type', 'recordType', 'Nothing tells what type of record this is; it is kept as it came.');
    return [];
  }
  reportUnknown(payload, [...namedMapping.map(({ source }) => source), ...fieldsOf(type)], unknownFields);
  return type.read({ ...ids, envelope: payload, payload });
};

const reasons = {
  shape: { rule: 'pilot.shape', field: null, message: 'Not a record but something else.' },
  record: { rule: 'pilot.record-id', field: 'recordId', message: 'Without its number the record cannot be kept.' },
  person: { rule: 'pilot.person-id', field: 'personId', message: 'The record does not say whom it is about.' },
  repeated: { rule: 'pilot.repeated', field: 'recordId', message: 'An earlier record of the file has this number.' },
} as const satisfies Record<string, Issue>;

const idAt = (section: Section, name: string): string | null => {
  const id = textAt(section, name);
  return id !== null && id.length <= LONGEST_ID ? id : null;
};

const readRecord = (
  types: readonly PilotRecordType[],
  value: unknown,
  place: Pick<SourceRecord, 'locator' | 'raw'> & { readonly receivedOn: string },
  telling: Telling,
): SourceRecord => {
  const { locator, raw, receivedOn } = place;
  const issues: Issue[] = [];
  const refused = (unreadable: Issue): SourceRecord => ({
    ...{ key: null, locator, raw, facts: [], issues },
    unreadable: [unreadable],
  });
  const envelope = sectionOf(value, { path: '', issues, receivedOn });
  if (envelope === null) return refused(reasons.shape);
  const isEarly = has(envelope, 'sui') && !has(envelope, 'recordType');
  const recordId = idAt(envelope, isEarly ? 'sui' : 'recordId');
  const personId = idAt(envelope, isEarly ? 'sui' : 'personId');
  if (recordId === null) return refused(reasons.record);
  if (personId === null) return refused(reasons.person);
  if (telling.keys.has(recordId)) return refused(reasons.repeated);
  telling.keys.add(recordId);
  const ids = { recordId, personId, subject: { system: 'pilot', key: personId } };
  const facts = (isEarly ? factsOfEarly : factsOfEnveloped)(types, ids, envelope, telling);
  return { key: recordId, locator, raw, facts, issues, unreadable: null };
};

/** The records of a file: a list, a custodian's wrapper around one, or one record alone. */
const recordsOf = (content: unknown): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(content)) return content.map((value: unknown, index) => [`[${index}]`, value]);
  const wrapper = sectionOf(content, { path: '', issues: [], receivedOn: '' });
  if (wrapper === null) throw new UnreadableFile('pilot.shape', 'The file holds no records of the pilot.');
  const records = wrapper.fields.get('records');
  if (Array.isArray(records)) return records.map((value: unknown, index) => [`records[${index}]`, value]);
  const isRecord = has(wrapper, 'recordId') || has(wrapper, 'sui');
  if (!isRecord) throw new UnreadableFile('pilot.shape', 'The file holds no records of the pilot.');
  return [['record', content]];
};

function* readAll(types: readonly PilotRecordType[], content: unknown, receivedAt: string): Generator<SourceRecord> {
  const telling: Telling = { keys: new Set(), unknownFields: new Set() };
  const receivedOn = londonDay(receivedAt);
  for (const [locator, value] of recordsOf(content)) {
    yield readRecord(types, value, { locator, raw: JSON.stringify(value), receivedOn }, telling);
  }
}

/**
 * A format whose files hold records of the DfE single unique identifier pilot: of the first type, which recognises the
 * file, and of the others beside it. What another type or version says is kept and not read.
 */
export const pilotFormat = (
  { id, title }: Pick<Format, 'id' | 'title'>,
  types: readonly [PilotRecordType, ...PilotRecordType[]],
): Format => ({
  id,
  title,
  version: '1.0',
  mode: { kind: 'upsert' },
  unmapped: [...envelopeUnmapped, ...types.flatMap(({ unmapped }) => unmapped)],
  mapping: [...envelopeMapping, ...namedMapping, ...types.flatMap(({ mapping }) => mapping)],
  detects: (_name, head) => namesType(types[0], decodeText(head).text),
  read: (bytes: Uint8Array, { receivedAt }: ReadOptions) =>
    readAll(types, parseJson(decodeText(bytes).text), receivedAt),
});
