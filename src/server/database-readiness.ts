import { readdir } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { Readiness } from './health.ts';

export interface DatabaseReadinessParts {
  readonly pool: Pool;
  /** The folder of the migrations this hub was built with. */
  readonly migrations: string;
}

const applied = 'select migration_name as name from _prisma_migrations where finished_at is not null';

const expected = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
};

/** Tells whether the database answers and holds every migration of this hub; never why in the database's own words. */
export const databaseReadiness =
  ({ pool, migrations }: DatabaseReadinessParts) =>
  async (): Promise<Readiness> => {
    try {
      const { rows } = await pool.query<{ name: string }>(applied);
      const present = new Set(rows.map(({ name }) => name));
      const missing = (await expected(migrations)).filter((name) => !present.has(name));
      return missing.length === 0 ? { ok: true } : { ok: false, reason: 'migrations wait to be applied' };
    } catch {
      return { ok: false, reason: 'the database does not answer' };
    }
  };
