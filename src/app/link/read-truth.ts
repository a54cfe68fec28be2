import { basename } from 'node:path';
import { InvalidRequest } from '../../domain/errors.ts';
import { openTable, placeOf, type Table } from './read-table.ts';

/** Which person each record is of, by record id. */
export type Truth = ReadonlyMap<string, string>;

/** Where truth is to be found: a column of the tables, or a table of its own. */
export interface TruthRequest {
  /** `column:NAME` or the path of a CSV of ids and entities. */
  readonly truth: string;
  readonly idColumn: string;
  /** Tables of records, each with what stands before its ids. */
  readonly tables: readonly { readonly path: string; readonly prefix: string }[];
}

const COLUMN = 'column:';

const readColumn = async (
  found: Map<string, string>,
  table: Table,
  id: number,
  entity: number,
  prefixes: readonly string[],
) => {
  for await (const row of table.rows) {
    const person = row[entity] ?? '';
    if (person !== '') for (const prefix of prefixes) found.set(`${prefix}${row[id] ?? ''}`, person);
  }
};

/** Place of the entity: the column of that name, else the first that is not the id. */
const entityPlace = ({ header, name }: Table, id: number): number => {
  const named = header.indexOf('entity');
  const place = named >= 0 ? named : header.findIndex((_column, at) => at !== id);
  if (place < 0) throw new InvalidRequest(`${name} needs two columns, id and entity`);
  return place;
};

/** Reads who is who. Called once clusters are made, never before. */
export const readTruth = async ({ truth, idColumn, tables }: TruthRequest): Promise<Truth> => {
  const found = new Map<string, string>();
  if (truth.startsWith(COLUMN)) {
    const column = truth.slice(COLUMN.length);
    for (const { path, prefix } of tables) {
      const table = await openTable(path);
      await readColumn(found, table, placeOf(table, idColumn, 'id'), placeOf(table, column, '--truth'), [prefix]);
    }
    return found;
  }
  const table = await openTable(truth);
  const id = table.header.includes('id') ? table.header.indexOf('id') : placeOf(table, idColumn, 'the id of the truth');
  await readColumn(
    found,
    table,
    id,
    entityPlace(table, id),
    tables.map(({ prefix }) => prefix),
  );
  if (found.size === 0) throw new InvalidRequest(`${basename(truth)} names nobody`);
  return found;
};
