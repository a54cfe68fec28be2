import type { Published, Report } from './completeness-report.ts';

type Cell = string | number | null;

/** A cell of a CSV file; a text a spreadsheet would take for a formula is marked as text. */
const cellOf = (cell: Cell): string => {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n');

const places = ['force', 'authority', 'unit', 'week', 'month'] as const;
const groupColumns = [
  ...(['notifications', 'firstComplete', 'latestComplete', 'stillIncomplete', 'firstScore', 'latestScore'] as const),
  ...(['firstSeedScore', 'latestSeedScore', 'medianHoursToComplete'] as const),
] as const;
const stateColumns = [
  ...(['applies', 'passes', 'unanswered', 'notKnown', 'declined', 'notApplicable'] as const),
  ...(['missing', 'invalid', 'withheld'] as const),
] as const;

/** The rows of a report as CSV: by field where it was asked for so, else by group. */
export const reportCsv = ({ by, groups, fields }: Report): string => {
  if (!by.includes('FIELD')) {
    const rows = groups.map((row) => [...places.map((name) => row[name]), ...groupColumns.map((name) => row[name])]);
    return csv([...places, ...groupColumns], rows);
  }
  const states = stateColumns.flatMap((name) => [`first.${name}`, `latest.${name}`]);
  const rows = fields.map((row) => [
    ...places.map((name) => row[name]),
    ...[row.field, row.number],
    ...stateColumns.flatMap((name) => [row.first[name], row.latest[name]]),
  ]);
  return csv([...places, 'field', 'number', ...states], rows);
};

/** The published table as CSV, a column a force; `*` is suppressed. */
export const publishedCsv = (table: Published): string => {
  const forces = [...new Set(table.flatMap(({ cells }) => cells.map(({ force }) => force)))].sort();
  const told = (count: number | null): Cell => (count === null ? '*' : count);
  const rows = table.map(({ month, field, cells, total }) => {
    const byForce = new Map(cells.map(({ force, count }) => [force, told(count)]));
    return [month.slice(0, 7), field, ...forces.map((force) => byForce.get(force) ?? null), told(total)];
  });
  return csv(['month', 'field', ...forces.map((force) => `force ${force}`), 'all'], rows);
};
