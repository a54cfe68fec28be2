import type { Row } from './row.ts';
import { textOf } from './row.ts';
import type { TableDefinition } from './table-format.ts';

/** What the tables of the SSDA903 return share: capital column names, and the child's number in CHILD. */
export const ssda903Columns = {
  version: '1',
  subject: { system: 'ssda903', column: 'CHILD' },
  columnOf: (name: string) => name.toUpperCase(),
  cellOf: (_column: string, text: string) => text,
} satisfies Partial<TableDefinition>;

/** A date in a key: as a calendar date where it can be read, so that a change of notation is no new record. */
export const keyDate = (row: Row, column: string, parse: (raw: string) => string | null): string =>
  parse(textOf(row, column)) ?? textOf(row, column);
