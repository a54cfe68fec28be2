import { CsvError, type Options, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { UnreadableFile } from '../src/domain/adapter.ts';

/** A file's text and how its bytes were read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'windows-1252';
}

/** One record of a CSV file. */
export interface CsvRow {
  /** The line of the file the record begins on, counting from 1. */
  readonly line: number;
  /** The record as it stands in the file, without its line end. */
  readonly raw: string;
  /** Header name -> trimmed text; a cell the record leaves out has no entry. */
  readonly cells: ReadonlyMap<string, string>;
  /** Cells beyond the header or below an unnamed column, where they hold anything. */
  readonly extra: readonly string[];
  /** Whether the record has fewer cells than the header, or more that hold something. */
  readonly ragged: boolean;
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: Iterable<CsvRow>;
}

/** No honest record is longer; what is longer is a quotation mark that never closed. */
const LONGEST_RECORD = 128 * 1024;

const byteOrderMark = [0xef, 0xbb, 0xbf];

const parsing = {
  bom: true,
  delimiter: ',',
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: LONGEST_RECORD,
  columns: false,
} satisfies Options;

interface ParsedRecord {
  readonly values: readonly string[];
  readonly raw: string;
  readonly line: number;
}

/** Reads bytes as UTF-8, or as Windows-1252 where they are not UTF-8; a NUL, which no database keeps, is replaced. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const clean = (text: string) => text.replaceAll('\u0000', '\uFFFD');
  try {
    return { text: clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8' };
  } catch {
    const body = byteOrderMark.every((byte, index) => bytes[index] === byte) ? bytes.subarray(3) : bytes;
    return { text: clean(iconv.decode(Buffer.from(body), 'windows-1252')), encoding: 'windows-1252' };
  }
}

/** Text as people meant it: composed, without hard spaces, trimmed. */
export const tidy = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\u00A0\u202F]+/g, ' ')
    .trim();

/** The column names of a CSV file, from its first bytes; empty where there is no readable first line. */
export function readHeader(head: Uint8Array): readonly string[] {
  const { text } = decodeText(head);
  const firstLine = /[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  if (firstLine.length > LONGEST_RECORD) return [];
  try {
    return parse(firstLine, { ...parsing, to: 1 })[0]?.map(tidy) ?? [];
  } catch {
    return [];
  }
}

/**
 * Reads a CSV file with a header. A record without any text is padding and is passed over.
 * @throws UnreadableFile when there is no header, or a quotation mark never closes and would swallow the rest.
 */
export function readCsv(bytes: Uint8Array): CsvTable {
  const [first, ...rest] = parseRecords(decodeText(bytes).text);
  if (!first) throw new UnreadableFile('CSV_EMPTY', 'The file holds no header');
  const header = first.values.map(tidy);
  return { header, rows: rest.map((parsed) => rowOf(header, parsed)) };
}

function parseRecords(text: string): readonly ParsedRecord[] {
  const records: ParsedRecord[] = [];
  const lineOf = lineFinder(text);
  const keep = (found: unknown) => {
    if (!isRawRecord(found)) return null;
    const raw = found.raw.replace(/^[\r\n]+|[\r\n]+$/g, '');
    const line = lineOf(raw);
    if (found.record.some((value) => tidy(value) !== '')) records.push({ values: found.record, raw, line });
    return null;
  };
  try {
    parse(text, { ...parsing, raw: true, on_record: keep });
    for (const record of records) refuseSwallowedLines(record);
    return records;
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFile(error.code, 'The file cannot be divided into records');
    throw error;
  }
}

// The library's types do not know that `raw: true` hands over the record together with its text.
const isRawRecord = (found: unknown): found is { readonly record: readonly string[]; readonly raw: string } =>
  typeof found === 'object' && found !== null && 'record' in found && Array.isArray(found.record);

const lineEnds = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

// The library counts a line end inside quotes twice when it is CR LF, so lines are counted here, record by record.
function lineFinder(text: string): (raw: string) => number {
  let position = 0;
  let line = 1;
  return (raw) => {
    const start = Math.max(position, text.indexOf(raw, position));
    const found = line + lineEnds(text.slice(position, start));
    position = start + raw.length;
    line = found + lineEnds(raw);
    return found;
  };
}

// Tolerating a stray mark inside a name (O"Brien) also lets an unclosed one run on to the next mark, lines below.
function refuseSwallowedLines({ values, raw }: ParsedRecord): void {
  if (!values.some((value) => value.startsWith('"') && /[\r\n]/.test(value))) return;
  parse(raw, { ...parsing, relax_quotes: false });
}

function rowOf(header: readonly string[], { values, raw, line }: ParsedRecord): CsvRow {
  const cells = new Map<string, string>();
  const extra: string[] = [];
  values.map(tidy).forEach((value, index) => {
    const name = header[index] ?? '';
    // Of two columns with one name the first counts; the second is reported, not merged.
    if (name !== '' && !cells.has(name)) cells.set(name, value);
    else if (value !== '') extra.push(value);
  });
  const isLonger = values.slice(header.length).some((value) => tidy(value) !== '');
  return { line, raw, cells, extra, ragged: values.length < header.length || isLonger };
}
