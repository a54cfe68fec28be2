import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'csv-parse';
import { InvalidRequest } from '../../domain/errors.ts';

/** A table that is read row by row. */
export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

const isReadable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

const isRow = (row: unknown): row is readonly string[] => Array.isArray(row);

async function* rowsOf(path: string): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true });
  const stream = createReadStream(path);
  stream.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of stream.pipe(parser)) if (isRow(row)) yield row;
  } catch {
    throw new InvalidRequest(`${basename(path)} cannot be read as CSV`);
  }
}

/** Opens a CSV file by its header; a file that is none is refused by name. */
export const openTable = async (path: string): Promise<Table> => {
  const name = basename(path);
  if (!(await isReadable(path))) throw new InvalidRequest(`there is no file ${path} that could be read`);
  const rows = rowsOf(path);
  const first = await rows.next();
  if (first.done) throw new InvalidRequest(`${name} is empty`);
  return { name, header: first.value, rows };
};

/** Place of a column in a table; one that is not there is refused with the field that wants it. */
export const placeOf = ({ name, header }: Table, column: string, field: string): number => {
  const place = header.indexOf(column);
  if (place < 0) throw new InvalidRequest(`${name} has no column ${column}, which ${field} is to be read from`);
  return place;
};
