import { createHash } from 'node:crypto';
import { type Format, type Issue, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { readCsv, readHeader } from '../csv.ts';

interface UnmappedTable {
  readonly name: string;
  readonly title: string;
  /** Columns that no other table of the return has together. */
  readonly recognisedBy: readonly string[];
  readonly columns: readonly string[];
}

/** ★ The tables of the return that say nothing of missing children yet: kept whole, ready to be read later. */
const tables: readonly UnmappedTable[] = [
  {
    name: 'reviews',
    title: 'reviews of the care plan',
    recognisedBy: ['REVIEW', 'REVIEW_CODE'],
    columns: ['CHILD', 'DOB', 'REVIEW', 'REVIEW_CODE'],
  },
  {
    name: 'uasc',
    title: 'unaccompanied asylum-seeking children',
    recognisedBy: ['DUC', 'SEX'],
    columns: ['CHILD', 'SEX', 'DOB', 'DUC'],
  },
  {
    name: 'oc2',
    title: 'health and outcomes of looked-after children',
    recognisedBy: ['SDQ_SCORE', 'CONVICTED'],
    columns: [
      'CHILD',
      'DOB',
      'SDQ_SCORE',
      'SDQ_REASON',
      'CONVICTED',
      'HEALTH_CHECK',
      'IMMUNISATIONS',
      'TEETH_CHECK',
      'HEALTH_ASSESSMENT',
      'SUBSTANCE_MISUSE',
      'INTERVENTION_RECEIVED',
      'INTERVENTION_OFFERED',
    ],
  },
  {
    name: 'oc3',
    title: 'care leavers',
    recognisedBy: ['IN_TOUCH', 'ACTIV', 'ACCOM'],
    columns: ['CHILD', 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
  },
  {
    name: 'previous-permanence',
    title: 'earlier permanence',
    recognisedBy: ['PREV_PERM'],
    columns: ['CHILD', 'DOB', 'PREV_PERM', 'LA_PERM', 'DATE_PERM'],
  },
  {
    name: 'placed-for-adoption',
    title: 'decisions to place for adoption',
    recognisedBy: ['DATE_PLACED'],
    columns: ['CHILD', 'DOB', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
  },
  {
    name: 'ad1',
    title: 'adoptions',
    recognisedBy: ['DATE_INT', 'DATE_MATCH'],
    columns: ['CHILD', 'DOB', 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
  },
  {
    name: 'sw-episodes',
    title: 'social workers of a child',
    recognisedBy: ['SW_ID', 'SW_DECOM'],
    columns: ['CHILD', 'DOB', 'SW_ID', 'SW_DECOM', 'SW_DEC', 'SW_REASON'],
  },
  {
    name: 'dolo',
    title: 'deprivation of liberty orders',
    recognisedBy: ['DOLO_START'],
    columns: ['CHILD', 'DOB', 'DOLO_START', 'DOLO_END'],
  },
];

/** One format for each table of the SSDA903 return that is recognised and not mapped. */
export const ssda903Tables: readonly Format[] = tables.map((table) => ({
  id: `ssda903-${table.name}`,
  title: `SSDA903 ${table.name}: ${table.title} (kept, not mapped)`,
  version: '2',
  // Nothing is read of it that a later one could replace, and a return may hold two files of one table.
  mode: { kind: 'event' },
  unmapped: table.columns,
  mapping: [],
  detects: (_name, head) => isTable(table, readHeader(head)),
  read: (bytes) => [wholeTable(table, bytes)],
}));

function isTable(table: UnmappedTable, header: readonly string[]): boolean {
  const columns = new Set(header.map((name) => name.toUpperCase()));
  return ['CHILD', ...table.recognisedBy].every((column) => columns.has(column));
}

function wholeTable(table: UnmappedTable, bytes: Uint8Array): SourceRecord {
  const { header } = readCsv(bytes);
  if (!isTable(table, header)) throw new UnreadableFile('COLUMNS', 'The columns of this table are missing');
  const known = new Set(table.columns);
  const issues: readonly Issue[] = header
    .filter((name) => name !== '' && !known.has(name.toUpperCase()))
    .map((name) => ({ rule: 'UNKNOWN_COLUMN', field: name, message: 'The format does not have this column' }));
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { key: `${table.name}/${hash}`, locator: 'file', raw: `sha256:${hash}`, facts: [], issues, unreadable: null };
}
