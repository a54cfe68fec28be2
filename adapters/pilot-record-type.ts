import type { AnyCanonicalRecord, Mapping, SubjectReference } from '../src/domain/adapter.ts';
import { report, type Section, textAt } from './pilot-section.ts';

/** One record of the pilot, opened. */
export interface PilotRecord {
  /** Unique with the sender; the beginning of the key of every fact. */
  readonly recordId: string;
  /** The NHS number, or the number a custodian encrypts it to. */
  readonly personId: string;
  readonly subject: SubjectReference;
  /** The record around the payload; of an early record, which has no envelope, the record itself. */
  readonly envelope: Section;
  readonly payload: Section;
}

/** How one type of record is read. */
export interface PilotRecordType {
  /** As `recordType` has it, e.g. `health.details`. */
  readonly recordType: string;
  /** The name of the payload in `schemaUri` without `V1.json`, where it is not the record type. */
  readonly schema: string;
  /** Elements that only the early records of this type have, which bear no type at all. */
  readonly early: readonly string[];
  readonly mapping: readonly Mapping[];
  /** Elements of the payload that are known and not mapped. */
  readonly unmapped: readonly string[];
  read(record: PilotRecord): readonly AnyCanonicalRecord[];
}

const readableVersions: ReadonlySet<string> = new Set(['1']);

const escaped = (text: string): string => text.replaceAll('.', String.raw`\.`);
const schemaPath = ({ recordType, schema }: PilotRecordType): string =>
  String.raw`/(?:${escaped(recordType)}|${schema})(?:\.record)?\.?v(\d+)(?:\.json)?`;

/** Whether the beginning of a file names a record of this type. */
export const namesType = (type: PilotRecordType, head: string): boolean => {
  const says = (source: string) => new RegExp(source, 'i').test(head);
  const isEarly = () => says(String.raw`"sui"\s*:`) && says(String.raw`"(?:${type.early.join('|')})"\s*:`);
  return (
    says(String.raw`"recordType"\s*:\s*"${escaped(type.recordType)}"`) ||
    says(String.raw`"schemaUri"\s*:\s*"[^"]*${schemaPath(type)}"`) ||
    (type.early.length > 0 && isEarly())
  );
};

/** The type and version a record says it is of, by its own words or by the address of its schema. */
const declared = (types: readonly PilotRecordType[], envelope: Section) => {
  const word = textAt(envelope, 'recordType');
  const version = textAt(envelope, 'version');
  const uri = textAt(envelope, 'schemaUri');
  const bySchema = types.find((type) => new RegExp(schemaPath(type), 'i').test(uri ?? ''));
  const ofSchema = bySchema && new RegExp(schemaPath(bySchema), 'i').exec(uri ?? '')?.[1];
  const byWord = types.find(({ recordType }) => recordType === word?.toLowerCase());
  const isTwoThings = byWord !== undefined && bySchema !== undefined && byWord !== bySchema;
  const isTwoVersions = version !== null && ofSchema !== undefined && version !== ofSchema;
  const type = word === null ? bySchema : byWord;
  return { type, version: version ?? ofSchema, isContradicted: isTwoThings || isTwoVersions };
};

/** The type a record can be read as; null, and an issue, where it cannot. */
export const typeOf = (types: readonly PilotRecordType[], envelope: Section): PilotRecordType | null => {
  const { type, version, isContradicted } = declared(types, envelope);
  if (type === undefined) {
    report(envelope, 'type', 'recordType', 'Not a type of record this format reads; the record is kept as it came.');
  } else if (isContradicted) {
    report(envelope, 'schema', 'schemaUri', 'The schema is not that of the type and version; the record is kept.');
  } else if (version === undefined || !readableVersions.has(version)) {
    report(envelope, 'version', 'version', 'Not a version this format reads; the record is kept as it came.');
  } else return type;
  return null;
};
