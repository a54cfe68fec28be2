import { z } from 'zod';
import { isoInstant, select, type Transaction } from './transaction.ts';

/** A table whose rows are versions: of each id, at most one is current. */
export interface VersionedTable {
  readonly name: string;
  /** The column that says which thing a row is a version of. */
  readonly id: string;
  /** The column whose rows are compared together, e.g. all versions of one child. */
  readonly owner: string;
  /** Columns that do not make a version another one. */
  readonly ignored: readonly string[];
  /** Written into a version when a newer one takes its place. */
  readonly superseding: string;
}

/** A row as column name -> JSON value. */
export type Row = Readonly<Record<string, unknown>>;

const idRow = z.object({ id: z.string() });

const ids = async (tx: Transaction, sql: string, values: readonly unknown[]): Promise<readonly string[]> =>
  (await select(tx, idRow, sql, values)).map(({ id }) => id);

/**
 * Makes the given rows current from `knownAt` on; a row equal to its current version changes nothing.
 * Returns the ids that got a version.
 */
export const writeVersions = async (
  tx: Transaction,
  { name, id, ignored, superseding }: VersionedTable,
  rows: readonly Row[],
  knownAt: string,
): Promise<readonly string[]> => {
  if (rows.length === 0) return [];
  const json = JSON.stringify(rows.map((row) => ({ ...row, known_from: knownAt, known_to: 'infinity' })));
  await tx.query(
    `update ${name} c set known_to = $2${superseding} from jsonb_populate_recordset(null::${name}, $1::jsonb) n
     where c.${id} = n.${id} and c.known_to = 'infinity'
       and to_jsonb(c) - $3::text[] is distinct from to_jsonb(n) - $3::text[]`,
    [json, knownAt, ['known_from', 'known_to', ...ignored]],
  );
  return ids(
    tx,
    `insert into ${name} select n.* from jsonb_populate_recordset(null::${name}, $1::jsonb) n
     where not exists (select 1 from ${name} c where c.${id} = n.${id} and c.known_to = 'infinity')
     returning ${id}::text id`,
    [json],
  );
};

/** Ends the current versions of the owners' things that are not among `keep`; returns the ids ended. */
export const closeOthers = (
  tx: Transaction,
  { name, id, owner }: VersionedTable,
  owners: readonly string[],
  keep: readonly string[],
  knownAt: string,
): Promise<readonly string[]> =>
  ids(
    tx,
    `update ${name} set known_to = $3 where ${owner} = any($1::uuid[]) and known_to = 'infinity'
       and ${id} <> all($2::uuid[]) returning ${id}::text id`,
    [owners, keep, knownAt],
  );

/** A stored version that is not what it should be; names columns, never values. */
export interface Difference {
  readonly owner: string;
  readonly table: string;
  readonly what: string;
}

const differenceRow = z.object({
  owner: z.string(),
  known_from: z.string(),
  stored: z.boolean(),
  expected: z.boolean(),
  columns: z.array(z.string()),
});

const explain = ({ known_from, stored, expected, columns }: z.infer<typeof differenceRow>): string => {
  if (!stored) return `the version known from ${known_from} is missing`;
  if (!expected) return `the version known from ${known_from} should not exist`;
  return `the version known from ${known_from} differs in ${columns.join(', ')}`;
};

/** Compares all stored versions of the owners with the expected rows. */
export const diffVersions = async (
  tx: Transaction,
  { name, id, owner }: VersionedTable,
  owners: readonly string[],
  expected: readonly Row[],
): Promise<readonly Difference[]> => {
  const rows = await select(
    tx,
    differenceRow,
    `select coalesce(c.${owner}, n.${owner})::text "owner", c.${id} is not null stored, n.${id} is not null expected,
       ${isoInstant('coalesce(c.known_from, n.known_from)')} known_from,
       array(select a.key from jsonb_each(to_jsonb(c)) a join jsonb_each(to_jsonb(n)) b using (key)
             where a.value <> b.value order by 1) "columns"
     from (select * from ${name} where ${owner} = any($2::uuid[])) c
     full join jsonb_populate_recordset(null::${name}, $1::jsonb) n
       on n.${id} = c.${id} and n.known_from = c.known_from
     where to_jsonb(c) is distinct from to_jsonb(n) order by 1, 4`,
    [JSON.stringify(expected), owners],
  );
  return rows.map((row) => ({ owner: row.owner, table: name, what: explain(row) }));
};

/** Puts the expected rows in the place of all stored versions of the owners. */
export const replaceVersions = async (
  tx: Transaction,
  { name, owner }: VersionedTable,
  owners: readonly string[],
  expected: readonly Row[],
): Promise<void> => {
  await tx.query(`delete from ${name} where ${owner} = any($1::uuid[])`, [owners]);
  await tx.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
    JSON.stringify(expected),
  ]);
};
