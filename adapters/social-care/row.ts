import type { FieldAbsence, SourceAbsenceReason } from '../../src/domain/absence.ts';
import type { Issue } from '../../src/domain/adapter.ts';
import { type Moment, parseMoment } from '../../src/domain/dates.ts';
import { type CodeList, isCodeOf } from './codes.ts';

/** A row by the canonical names of its columns, and what was found while reading it. */
export interface Row {
  readonly cells: ReadonlyMap<string, string>;
  /** Canonical column name -> the name the file uses, for the reader of an issue. */
  readonly written: ReadonlyMap<string, string>;
  /** The date the file arrived, England local. */
  readonly receivedOn: string;
  readonly issues: Issue[];
  readonly absences: Record<string, FieldAbsence>;
}

/** What a column becomes and which rule speaks when it cannot. */
export interface Target {
  /** The canonical field; null for a column that is only checked. */
  readonly field: string | null;
  readonly rule: string;
  /** Why the field is empty when the cell is. */
  readonly blank: SourceAbsenceReason;
}

/** The text of a cell; empty where the row has none. */
export const textOf = (row: Row, column: string): string => row.cells.get(column) ?? '';

/** Notes something wrong with a row; the message never holds the value. */
export function report(row: Row, rule: string, column: string, message: string): void {
  row.issues.push({ rule, field: row.written.get(column) ?? column, message });
}

/** Notes why a field is empty, unless the file does not carry the column: then the platform says NOT_SENT_BY_SOURCE. */
export function absent(row: Row, column: string, field: string | null, reason: SourceAbsenceReason): void {
  if (field !== null && row.cells.has(column)) row.absences[field] = { reason };
}

/** Notes each column that must be filled in and is not, under its rule. */
export function reportBlanks(row: Row, rules: Readonly<Record<string, string>>): void {
  for (const [column, rule] of Object.entries(rules)) {
    if (row.cells.has(column) && textOf(row, column) === '') report(row, rule, column, 'This has not been entered');
  }
}

/** The text of a cell, or null with the reason noted. */
export function readText(row: Row, column: string, field: string, blank: SourceAbsenceReason): string | null {
  const text = textOf(row, column);
  if (text !== '') return text;
  absent(row, column, field, blank);
  return null;
}

/** The date and, where one is given, the time of a cell; a bad one is null, INVALID and an issue. */
export function readMoment(row: Row, column: string, target: Target): Moment | null {
  const text = textOf(row, column);
  if (text === '') {
    absent(row, column, target.field, target.blank);
    return null;
  }
  const moment = parseMoment(text);
  if (!moment) {
    absent(row, column, target.field, 'INVALID');
    report(row, target.rule, column, 'This is not a date');
    return null;
  }
  if (moment.on > row.receivedOn) report(row, 'FUTURE_DATE', column, 'The date is after the day the file arrived');
  return moment;
}

/** The date of a cell, whatever time stands beside it. */
export const readDay = (row: Row, column: string, target: Target): string | null =>
  readMoment(row, column, target)?.on ?? null;

/** The code of a cell as it was written, with an issue where its list does not hold it between the two dates. */
export function readCode(
  row: Row,
  column: string,
  target: Target & { readonly field: string; readonly list: CodeList },
  span: { readonly from: string; readonly until: string },
): string | null {
  const code = readText(row, column, target.field, target.blank);
  if (code !== null && !isCodeOf(target.list, code, span.from, span.until)) {
    report(row, target.rule, column, 'The code is not in its list for these dates');
  }
  return code;
}
