import type { TableDefinition } from './table-format.ts';

/** What the tables of the Standard Safeguarding Dataset share. */
export const ssdColumns = {
  version: '1',
  // The tables are exported from SQL, where nothing is written NULL.
  cellOf: (_column: string, text: string) => (text === 'NULL' ? '' : text),
} satisfies Partial<TableDefinition>;
