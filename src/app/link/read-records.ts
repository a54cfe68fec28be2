import { InvalidRequest } from '../../domain/errors.ts';
import { createLexicon } from '../../domain/link/lexicon.ts';
import type { LinkRecord } from '../../domain/link/link-record.ts';
import { type RawRecord, type Standards, standardise } from '../../domain/link/standardise.ts';
import type { MappedField, MappedShape, Mapping } from './mapping.ts';
import { createDateReader } from './read-date.ts';
import { openTable, placeOf, type Table } from './read-table.ts';

type Row = readonly string[];
type Cells = (row: Row) => readonly string[];

const nothing: Cells = () => [];

const cellsOf = (table: Table, field: MappedField): Cells => {
  const places = field.columns.map((column) => placeOf(table, column, `field ${field.name}`));
  return (row) => places.map((place) => row[place] ?? '');
};

const said = (cells: readonly string[]): readonly string[] => cells.filter((cell) => cell !== '');

const together = (cells: readonly string[]): string | null => {
  const words = said(cells);
  return words.length === 0 ? null : words.join(' ');
};

/** Cells of all fields of a kind, one after the other. */
const cellsOfKind = (table: Table, { fields }: Mapping, kind: MappedField['kind']): Cells => {
  const readers = fields.filter((field) => field.kind === kind).map((field) => cellsOf(table, field));
  return (row) => readers.flatMap((reader) => reader(row));
};

const birthReader = (table: Table, { fields }: Mapping): ((row: Row) => RawRecord['born']) => {
  const field = fields.find(({ kind }) => kind === 'date');
  if (field === undefined) return () => null;
  const [cells, read] = [cellsOf(table, field), createDateReader(field.format)];
  return (row) => read(cells(row));
};

interface Places {
  readonly mapping: Mapping;
  readonly mapped: MappedShape;
  /** Put before ids, where two tables may use the same. */
  readonly prefix: string;
}

const rawReader = (table: Table, { mapping, mapped, prefix }: Places): ((row: Row) => RawRecord) => {
  const id = placeOf(table, mapping.id, 'id');
  const source = mapping.source === undefined ? -1 : placeOf(table, mapping.source, 'source');
  const of = (kind: MappedField['kind']) => cellsOfKind(table, mapping, kind);
  const [given, middle, surname, alias] = [of('givenName'), of('middleName'), of('surname'), of('alias')];
  const [sex, postcode, house, born] = [of('sex'), of('postcode'), of('houseNumber'), birthReader(table, mapping)];
  const identifiers = mapped.identifiers.map((field) => (field === null ? nothing : cellsOf(table, field)));
  const texts = mapped.texts.map((field) => cellsOf(table, field));
  return (row) => ({
    id: `${prefix}${row[id] ?? ''}`,
    source: row[source] ?? table.name,
    given: together(given(row)),
    middle: together(middle(row)),
    surname: together(surname(row)),
    aliases: said(alias(row)),
    born: born(row),
    sex: together(sex(row)),
    postcodes: said(postcode(row)),
    house: together(house(row)),
    identifiers: identifiers.map((cells) => together(cells(row))),
    texts: texts.map((cells) => together(cells(row))),
  });
};

/** What is to be read of a table. */
export interface TableRequest {
  readonly path: string;
  readonly mapping: Mapping;
  readonly mapped: MappedShape;
  readonly prefix: string;
}

/** ★ Sources, as others’ tables name them, whose 1 January and first of a month are guesses. */
const estimatingSources = /^(?:p|police.*|asylum.*|ukvi|home office)$/i;

const isEstimating = (source: string): boolean => estimatingSources.test(source);

/** Reads all records of a table in standard form; refuses columns that are not there and ids that are not unique. */
export const readRecords = async ({ path, ...places }: TableRequest): Promise<readonly LinkRecord[]> => {
  const table = await openTable(path);
  const readRaw = rawReader(table, places);
  const standards: Standards = {
    lexicon: createLexicon(),
    shape: places.mapped.shape,
    superseded: new Map(),
    isEstimating,
  };
  const records: LinkRecord[] = [];
  for await (const row of table.rows) records.push(standardise(readRaw(row), standards));
  const ids = new Set(records.map(({ id }) => id));
  if (ids.size < records.length)
    throw new InvalidRequest(`${table.name}: column ${places.mapping.id} does not tell records apart`);
  return records;
};
