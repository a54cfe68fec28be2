import { type Format, type ReadOptions, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { londonDay } from '../../src/domain/dates.ts';
import { type CsvRow, readCsv, readHeader } from '../csv.ts';
import { type Row, report } from '../social-care/row.ts';
import { attendanceColumn, attendanceMapping, isAttendance } from './attendance-columns.ts';
import { readMark } from './attendance-mark.ts';
import { personOf, pupilOf, pupilText } from './attendance-pupil.ts';
import { uniqueKeys } from './pupil-key.ts';

const known: ReadonlySet<string> = new Set(attendanceMapping.map(({ source }) => source));

const rowOf = ({ cells }: CsvRow, header: readonly string[], receivedOn: string): Row => {
  const found = new Map<string, string>();
  for (const [name, text] of cells) {
    const column = attendanceColumn(name);
    if (!found.has(column)) found.set(column, text);
  }
  const written = new Map(header.map((name) => [attendanceColumn(name), name]));
  return { cells: found, written, receivedOn, issues: [], absences: {} };
};

const reportShape = (row: Row, source: CsvRow, isFirst: boolean): void => {
  if (source.ragged)
    row.issues.push({ rule: 'RAGGED_ROW', field: null, message: 'The row is not as long as the header' });
  if (!isFirst) return;
  for (const [column, name] of row.written) {
    if (name !== '' && !known.has(column))
      report(row, 'UNKNOWN_COLUMN', column, 'The format does not have this column');
  }
};

/** The pupil as a record of its own, so that a name is stated once and not with every mark. */
const pupilRecord = (row: Row, line: number): SourceRecord | null => {
  const subject = pupilOf(row);
  const reading: Row = { ...row, issues: [], absences: {} };
  const body = personOf(reading);
  if (subject === null || body === null) return null;
  const key = `attendance/${subject.key}`;
  return {
    ...{ key: `pupil/${subject.system}/${subject.key}`, locator: `row ${line}, pupil`, raw: pupilText(row) },
    facts: [{ kind: 'person', key, subject, statedAt: null, body, absences: reading.absences }],
    ...{ issues: reading.issues, unreadable: null },
  };
};

const markRecord = (
  row: Row,
  source: CsvRow,
  unique: ReturnType<typeof uniqueKeys>,
  { organisation }: ReadOptions,
): SourceRecord => {
  const place = { locator: `row ${source.line}`, raw: source.raw };
  const subject = pupilOf(row);
  if (subject === null) report(row, 'NO_SUBJECT', 'upn', 'The row does not say which pupil it is about');
  const body = readMark(row, organisation);
  if (subject === null || body === null) {
    return { ...place, key: null, facts: [], issues: [], unreadable: row.issues };
  }
  const { key, isRepeated } = unique(`${subject.system}/${subject.key}/${body.day}/${body.session}`);
  if (isRepeated) report(row, 'REPEATED_KEY', 'session', 'The file holds a mark of this session more than once');
  const fact = { kind: 'attendance' as const, key, subject, statedAt: null, body, absences: row.absences };
  return { ...place, key, facts: [fact], issues: row.issues, unreadable: null };
};

const isNew = (seen: Set<string>, key: string): boolean => {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
};

/** A pupil of whom the file gives only the school's own number can be joined to nobody: it is told once. */
const reportNobody = (row: Row, unnamed: Set<string>): void => {
  const subject = pupilOf(row);
  if (subject === null || !isNew(unnamed, subject.key)) return;
  report(row, 'unmatchable', 'mis_id', 'Nothing but a number of the school tells who the pupil is');
};

function* sourceRecords(bytes: Uint8Array, options: ReadOptions): Generator<SourceRecord> {
  const { header, rows } = readCsv(bytes);
  if (!isAttendance(header)) throw new UnreadableFile('COLUMNS', 'The columns of this table are missing');
  const receivedOn = londonDay(options.receivedAt);
  const unique = uniqueKeys();
  const named = new Set<string>();
  const unnamed = new Set<string>();
  let isFirst = true;
  for (const source of rows) {
    const row = rowOf(source, header, receivedOn);
    reportShape(row, source, isFirst);
    isFirst = false;
    const pupil = pupilRecord(row, source.line);
    if (pupil?.key && isNew(named, pupil.key)) yield pupil;
    if (!pupil) reportNobody(row, unnamed);
    yield markRecord(row, source, unique, options);
  }
}

/**
 * Attendance as a school's system writes it out, one mark a row. Columns, in any order and under a few other names:
 * `upn` or `mis_id`; `date` (the day, England local); `session` (AM or PM); `code`; and, where they are sent, `school`
 * (DfE number or URN), `surname`, `forename`, `date_of_birth`, `comment` and `minutes_late` (whole minutes).
 */
export const attendanceCsv: Format = {
  id: 'attendance-csv',
  title: 'Attendance: one mark of the register a row',
  version: '1',
  mode: { kind: 'upsert' },
  mapping: attendanceMapping,
  unmapped: [],
  detects: (_name, head) => isAttendance(readHeader(head)),
  read: (bytes, options) => sourceRecords(bytes, options),
};
