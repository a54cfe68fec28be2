import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { MigrationMismatch } from '../src/store/errors.ts';
import { refuseSuperuser } from '../src/store/pools.ts';

// Prisma's own lock and table, to the letter, so that `prisma migrate deploy` and this runner take turns and agree.
const PRISMA_LOCK = 72707369;
const TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: string | null;
}

/** How to migrate: where the migrations are (the hub's own, unless told), and whom to tell of each applied one. */
export interface MigrateOptions {
  readonly folder?: string;
  readonly onProgress?: (name: string) => void;
}

export interface MigrateOutcome {
  readonly applied: readonly string[];
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

async function readApplied(client: pg.ClientBase): Promise<readonly Applied[]> {
  const { rows } = await client.query<Applied>(
    `select migration_name, checksum, finished_at::text from _prisma_migrations
     where rolled_back_at is null order by started_at`,
  );
  return rows;
}

function refuseMismatch(migrations: readonly Migration[], applied: readonly Applied[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at: finishedAt } of applied) {
    const file = known.get(name);
    if (!file) throw new MigrationMismatch(`the database has a migration this version does not know: ${name}`);
    if (!finishedAt) throw new MigrationMismatch(`the migration ${name} was begun by another tool and never finished`);
    if (file.checksum !== checksum)
      throw new MigrationMismatch(`the migration ${name} has changed since it was applied; add a new one instead`);
  }
}

function refuseGap(pending: readonly Migration[], applied: readonly Applied[]): void {
  const newest =
    applied
      .map(({ migration_name: name }) => name)
      .sort()
      .at(-1) ?? '';
  const late = pending.find(({ name }) => name < newest);
  if (late) throw new MigrationMismatch(`the migration ${late.name} comes before ${newest}, which is already applied`);
}

async function apply(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    const startedAt = new Date().toISOString();
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function migrateUnderLock(client: pg.ClientBase, options: MigrateOptions): Promise<MigrateOutcome> {
  await client.query(TABLE);
  const migrations = await readMigrations(options.folder ?? MIGRATIONS);
  const applied = await readApplied(client);
  refuseMismatch(migrations, applied);
  const done = new Set(applied.map(({ migration_name: name }) => name));
  const pending = migrations.filter(({ name }) => !done.has(name));
  refuseGap(pending, applied);
  for (const migration of pending) {
    options.onProgress?.(migration.name);
    await apply(client, migration);
  }
  return { applied: pending.map(({ name }) => name) };
}

async function migrateWith(client: pg.ClientBase, options: MigrateOptions): Promise<MigrateOutcome> {
  // What a superuser made, the hub's ordinary role could not use.
  await refuseSuperuser(client);
  await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
  try {
    return await migrateUnderLock(client, options);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [PRISMA_LOCK]);
  }
}

/** Brings the database forward to the newest migration, each in one transaction; says which it applied. */
export async function migrate(database: string | pg.ClientBase, options: MigrateOptions = {}): Promise<MigrateOutcome> {
  if (typeof database !== 'string') return migrateWith(database, options);
  const client = new pg.Client({
    connectionString: database,
    application_name: `homeward/migrate/${process.pid}`,
    options: '-c timezone=UTC -c search_path=public -c client_min_messages=warning',
  });
  await client.connect();
  try {
    return await migrateWith(client, options);
  } finally {
    await client.end();
  }
}
