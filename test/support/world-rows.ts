import type { Pool } from 'pg';
import { tables } from '../../src/plan/tables.ts';

/** A row of a table as JSON holds it, by column. */
export type StoredRow = Readonly<Record<string, unknown>>;
/** Rows by table. */
export type StoredRows = ReadonlyMap<string, readonly StoredRow[]>;

/** What everything else refers to. */
const anchors = ['delivery', 'source_record', 'subject', 'child', 'fact'] as const;
const others = ['membership', 'reach', ...Object.values(tables).map(({ table }) => table)] as const;
/** Tables of a world in an order in which each refers only to earlier ones. */
const written = [...anchors, ...others] as const;

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

/**
 * Makes a database hold these rows and no others, as known at the same time. Anchors of an earlier world stay: no
 * reader comes to one to which nothing refers, and to delete one is to look through every table that might.
 */
export const writeWorld = async (pool: Pool, world: StoredRows, lastKnown: string): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      [...others]
        .reverse()
        .map((table) => `delete from ${table}`)
        .join('; '),
    );
    for (const table of written) {
      const rows = JSON.stringify(world.get(table) ?? []);
      const insert = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`;
      await client.query(`${insert}${others.some((other) => other === table) ? '' : ' on conflict do nothing'}`, [
        rows,
      ]);
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
