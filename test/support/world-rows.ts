import type { Pool } from 'pg';
import { tables } from '../../src/plan/tables.ts';

/** A row of a table as JSON holds it, by column. */
export type StoredRow = Readonly<Record<string, unknown>>;
/** Rows by table. */
export type StoredRows = ReadonlyMap<string, readonly StoredRow[]>;

/** Tables of a world in an order in which each refers only to earlier ones. */
const written = [
  ...['delivery', 'source_record', 'subject', 'child', 'fact', 'membership', 'reach'],
  ...Object.values(tables).map(({ table }) => table),
] as const;

/** Everything a world holds. */
export const readWorld = async (pool: Pool): Promise<StoredRows> => {
  const world = new Map<string, readonly StoredRow[]>();
  for (const table of written) {
    const { rows } = await pool.query<{ row: StoredRow }>(`select to_jsonb(t) row from ${table} t order by t`);
    world.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return world;
};

/** Makes a database hold these rows and no others, as known at the same time. */
export const writeWorld = async (pool: Pool, world: StoredRows, lastKnown: string): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    for (const table of [...written].reverse()) await client.query(`delete from ${table}`);
    for (const table of written) {
      const rows = JSON.stringify(world.get(table) ?? []);
      await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [rows]);
    }
    await client.query('update lane set last_known = $1', [lastKnown]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
};
