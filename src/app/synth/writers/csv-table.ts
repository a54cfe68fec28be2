import type { InventedSource } from '../invented.ts';
import type { FileWriter } from '../writer.ts';

/** A row by the names of its columns; what is left out or null is an empty cell. */
type Cells<Column extends string> = Readonly<Partial<Record<Column, string | null>>>;

/** A table of one file. */
interface Table<Column extends string> {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: (source: InventedSource) => readonly Cells<Column>[];
}

const needsQuotes = /^\s|\s$|[",\r\n]/;
const written = (cell: string): string => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const LINE_END = '\r\n';

/** A CSV file as case systems export it: UTF-8, CR LF, a line of column names, the whole table in one file. */
export const csvTable = <const Column extends string>({ name, columns, rows }: Table<Column>): FileWriter => ({
  name: () => `${name}.csv`,
  head: () => `${columns.join(',')}${LINE_END}`,
  separator: LINE_END,
  tail: LINE_END,
  whole: true,
  entries: (source) => rows(source).map((cells) => columns.map((column) => written(cells[column] ?? '')).join(',')),
});
