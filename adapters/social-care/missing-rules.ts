import type { Moment } from '../../src/domain/dates.ts';
import { groupBy } from '../../src/domain/group-by.ts';
import { type Row, report, textOf } from './row.ts';

/** The columns of a missing table, by canonical name. */
export interface MissingColumns {
  readonly child: string;
  readonly type: string;
  readonly start: string;
  readonly end: string;
}

/** Whether one moment is before another: by the minute where both have a time, otherwise by the day. */
export function isBefore(first: Moment, second: Moment): boolean {
  return first.at !== null && second.at !== null ? Date.parse(first.at) < Date.parse(second.at) : first.on < second.on;
}

/**
 * Reports what the DfE validation rules for missing periods find within one row: 564 to 567 and 586.
 * Rules 570 and 571 need the collection year, which no file states: they are not guessed at.
 */
export function checkPeriod(
  row: Row,
  columns: MissingColumns,
  period: { readonly start: Moment | null; readonly end: Moment | null; readonly bornOn: string | null },
): void {
  const { type, start, end } = columns;
  const has = (column: string) => textOf(row, column) !== '';
  if (has(type) && !has(start)) report(row, '564', start, 'The child was missing or away but the start date is blank');
  if (has(start) && !has(type)) report(row, '565', type, 'There is a start date but not whether missing or away');
  if (has(end) && !has(type)) report(row, '566', type, 'There is an end date but not whether missing or away');
  if (period.start && period.end && isBefore(period.end, period.start)) {
    report(row, '567', end, 'The period ends before it starts');
  }
  checkBirth(row, columns, period);
}

function checkBirth(
  row: Row,
  columns: MissingColumns,
  {
    start,
    end,
    bornOn,
  }: { readonly start: Moment | null; readonly end: Moment | null; readonly bornOn: string | null },
): void {
  if (bornOn === null) return;
  if (start && start.on < bornOn) report(row, '586', columns.start, 'The period starts before the child was born');
  else if (end && end.on < bornOn) report(row, '586', columns.end, 'The period ends before the child was born');
}

/** Rows whose period starts while another of the same child is still open, or before it has ended (rule 574). */
export function overlappingRows(
  rows: readonly Row[],
  columns: MissingColumns,
  parse: (raw: string) => Moment | null,
): ReadonlySet<Row> {
  const periods = rows.flatMap((row) => {
    const start = parse(textOf(row, columns.start));
    const child = textOf(row, columns.child);
    if (!start || child === '') return [];
    const endText = textOf(row, columns.end);
    // An end that cannot be read is an end all the same: it must not make the period look open.
    return [{ row, child, start, end: endText === '' ? null : (parse(endText) ?? start) }];
  });
  const overlapping = new Set<Row>();
  for (const ofChild of groupBy(periods, (period) => period.child).values()) {
    markOverlaps(ofChild, overlapping);
  }
  return overlapping;
}

interface Period {
  readonly row: Row;
  readonly start: Moment;
  readonly end: Moment | null;
}

function markOverlaps(periods: readonly Period[], overlapping: Set<Row>): void {
  const inOrder = periods.toSorted((a, b) => Number(isBefore(b.start, a.start)) - Number(isBefore(a.start, b.start)));
  // 'open' once any earlier period has no end: nothing may start after it.
  let latestEnd: Moment | 'open' | null = null;
  for (const { row, start, end } of inOrder) {
    if (latestEnd === 'open' || (latestEnd && isBefore(start, latestEnd))) overlapping.add(row);
    latestEnd = laterEnd(latestEnd, end);
  }
}

function laterEnd(latest: Moment | 'open' | null, end: Moment | null): Moment | 'open' {
  if (latest === 'open' || end === null) return 'open';
  return latest && isBefore(end, latest) ? latest : end;
}
