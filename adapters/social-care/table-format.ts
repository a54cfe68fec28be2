import {
  type AnyCanonicalRecord,
  type Format,
  type Mapping,
  type ReadOptions,
  type SourceRecord,
  type SubjectReference,
  UnreadableFile,
} from '../../src/domain/adapter.ts';
import { londonDay } from '../../src/domain/dates.ts';
import { type CsvRow, readCsv, readHeader } from '../csv.ts';
import { type Row, report, textOf } from './row.ts';

/** Where a row stands: its unique key, its place in the file, and whom it is about. */
export interface Place {
  readonly key: string;
  readonly index: number;
  readonly subject: SubjectReference;
}

export interface TableDefinition {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly scope: string;
  /** The numbering system of the subject, and the column that holds it. */
  readonly subject: { readonly system: string; readonly column: string };
  /** Columns without which a file is not this table; with the subject's they recognise it. */
  readonly required: readonly string[];
  /** What becomes of each column that is read. */
  readonly mapping: readonly Mapping[];
  readonly unmapped: readonly string[];
  /** The canonical name of a column, from the name in the file. */
  columnOf(name: string): string;
  /** The text of a cell, where the source writes a word for nothing. */
  cellOf(column: string, text: string): string;
  /** What makes the key of a row stable in the source, the subject first. */
  keyOf(row: Row): readonly string[];
  /** Looks at the whole table once, then reads its rows. */
  begin(rows: readonly Row[], options: ReadOptions): (row: Row, place: Place) => readonly AnyCanonicalRecord[];
}

// A key ends up in an index, whose entries are limited; no real identifier comes near.
const LONGEST_ID = 64;
const LONGEST_KEY_PART = 40;

/** A format whose file is a CSV table with one source record a row, and the whole of its scope. */
export function tableFormat(definition: TableDefinition): Format {
  return {
    id: definition.id,
    title: definition.title,
    version: definition.version,
    mode: { kind: 'snapshot', scope: definition.scope },
    unmapped: definition.unmapped,
    mapping: definition.mapping,
    detects: (_name, head) => hasColumns(definition, readHeader(head)),
    read(bytes, options) {
      const { header, rows } = readCsv(bytes);
      if (!hasColumns(definition, header)) throw new UnreadableFile('COLUMNS', 'The columns of this table are missing');
      return sourceRecords(definition, [...rows], header, options);
    },
  };
}

function hasColumns(definition: TableDefinition, header: readonly string[]): boolean {
  const columns = new Set(header.map((name) => definition.columnOf(name)));
  return [definition.subject.column, ...definition.required].every((column) => columns.has(column));
}

function* sourceRecords(
  definition: TableDefinition,
  found: readonly CsvRow[],
  header: readonly string[],
  options: ReadOptions,
): Generator<SourceRecord> {
  const written = new Map(header.map((name) => [definition.columnOf(name), name]));
  const receivedOn = londonDay(options.receivedAt);
  const rows = found.map((row) => rowOf(definition, row, written, receivedOn));
  const read = definition.begin(rows, options);
  const unique = uniqueKeys();
  for (const [index, row] of rows.entries()) {
    const source = found[index];
    if (!source) continue;
    reportShape(definition, row, source, index === 0);
    yield sourceRecord(definition, { row, source, index }, unique, read);
  }
}

function rowOf(
  definition: TableDefinition,
  source: CsvRow,
  written: ReadonlyMap<string, string>,
  receivedOn: string,
): Row {
  const cells = new Map<string, string>();
  for (const [name, text] of source.cells) {
    const column = definition.columnOf(name);
    if (!cells.has(column)) cells.set(column, definition.cellOf(column, text));
  }
  return { cells, written, receivedOn, issues: [], absences: {} };
}

function reportShape(definition: TableDefinition, row: Row, source: CsvRow, isFirst: boolean): void {
  const missing = source.ragged && source.extra.length === 0;
  if (missing) row.issues.push({ rule: 'SHORT_ROW', field: null, message: 'The row has fewer cells than the header' });
  if (source.extra.length > 0) {
    row.issues.push({ rule: 'STRAY_CELLS', field: null, message: 'The row has text outside the named columns' });
  }
  if (!isFirst) return;
  // A stray column is one fault of the file: it is told once, on its first row.
  const mapped = definition.mapping.map(({ source }) => source);
  const known = new Set([definition.subject.column, ...mapped, ...definition.unmapped]);
  for (const [column, name] of row.written) {
    if (name !== '' && !known.has(column)) {
      row.issues.push({ rule: 'UNKNOWN_COLUMN', field: name, message: 'The format does not have this column' });
    }
  }
}

function sourceRecord(
  definition: TableDefinition,
  { row, source, index }: { readonly row: Row; readonly source: CsvRow; readonly index: number },
  unique: (key: string) => { readonly key: string; readonly isRepeated: boolean },
  read: (row: Row, place: Place) => readonly AnyCanonicalRecord[],
): SourceRecord {
  const { system, column } = definition.subject;
  const base = { locator: `row ${source.line}`, raw: source.raw };
  const subject = { system, key: textOf(row, column) };
  if (subject.key === '' || subject.key.length > LONGEST_ID) {
    report(row, 'NO_SUBJECT', column, 'The row does not say which child it is about');
    return { ...base, key: null, facts: [], issues: [], unreadable: row.issues };
  }
  const { key, isRepeated } = unique(keyText(definition.keyOf(row)));
  if (isRepeated) report(row, 'REPEATED_KEY', column, 'The file holds this record more than once');
  const facts = read(row, { key, index, subject });
  return { ...base, key, facts, issues: row.issues, unreadable: null };
}

const keyText = (parts: readonly string[]) =>
  parts.map((part, index) => cut(part, index === 0 ? LONGEST_ID : LONGEST_KEY_PART).replaceAll('/', '-')).join('/');

// Half of a surrogate pair is text no database accepts.
const cut = (text: string, length: number) => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

/** Keys in order of appearance: the second of a kind is `key#2`, so the same file always gives the same keys. */
function uniqueKeys() {
  const counts = new Map<string, number>();
  const used = new Set<string>();
  return (base: string) => {
    let count = (counts.get(base) ?? 0) + 1;
    let key = count === 1 ? base : `${base}#${count}`;
    while (used.has(key)) {
      count += 1;
      key = `${base}#${count}`;
    }
    counts.set(base, count);
    used.add(key);
    return { key, isRepeated: count > 1 };
  };
}
