import type { Format, Issue, ReadOptions, SourceRecord } from '../../src/domain/adapter.ts';
import { UnreadableFile } from '../../src/domain/adapter.ts';
import { type CsvRow, type CsvTable, readCsv, readHeader } from '../csv.ts';
import type { LeafInput, LeafInputs } from './answers.ts';
import { leaves, unmappedLeaves } from './leaves.ts';
import { misperMapping } from './misper-mapping.ts';
import { readInputs } from './read-message.ts';
import { refuseRepeats } from './repeats.ts';

const identifying = ['message.notificationId', 'message.forceRef', 'message.messageType'] as const;

const isOurs = (header: readonly string[]): boolean => identifying.every((column) => header.includes(column));

const columnsOf = (path: string): readonly string[] => [path, `${path}.answer`, `${path}.askedBy`, `${path}.askedAt`];

const known: ReadonlySet<string> = new Set(leaves.flatMap(({ path }) => columnsOf(path)));

const inputOf = (cells: CsvRow['cells'], path: string): LeafInput | undefined => {
  const columns = columnsOf(path).map((column) => cells.get(column));
  if (columns.every((cell) => cell === undefined)) return undefined;
  const [raw, answer, askedBy, askedAt] = columns;
  return { raw, answer, askedBy, askedAt, broken: false };
};

const inputsOf = ({ cells }: CsvRow): LeafInputs => {
  const inputs = new Map<string, LeafInput>();
  for (const { path } of leaves) {
    const input = inputOf(cells, path);
    if (input !== undefined) inputs.set(path, input);
  }
  return inputs;
};

const ragged: Issue = {
  rule: 'police.ragged-row',
  field: null,
  message: 'The row has another number of cells than the header.',
};

const unknownColumns: Issue = {
  rule: 'police.unknown-element',
  field: null,
  message: 'The file has a column that the contract does not know.',
};

function* readAll({ header, rows }: CsvTable, options: ReadOptions): Generator<SourceRecord> {
  const ofFile = header.every((column) => column === '' || known.has(column)) ? [] : [unknownColumns];
  for (const row of rows) {
    const found = row.ragged || row.extra.length > 0 ? [...ofFile, ragged] : ofFile;
    yield readInputs(inputsOf(row), found, { locator: `row ${row.line}`, raw: row.raw }, options);
  }
}

/** The `police-misper` contract as CSV: one row a message, columns named by the dotted path of each leaf. */
export const misperCsv: Format = {
  id: 'police-misper-csv',
  title: 'Police missing-child notifications, CSV',
  version: '1.1',
  mode: { kind: 'event' },
  unmapped: unmappedLeaves,
  mapping: misperMapping,
  isMarked: true,
  detects: (_name, head) => isOurs(readHeader(head)),
  read(bytes, options) {
    const table = readCsv(bytes);
    if (!isOurs(table.header)) {
      throw new UnreadableFile('police.header', 'The file lacks a column that identifies a message.');
    }
    return refuseRepeats(readAll(table, options));
  },
};
