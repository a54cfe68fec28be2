import pg from 'pg';
import { DatabaseUnfit } from './errors.ts';
import { prepareContext } from './viewer-context.ts';

/** The duties the hub connects for; each acts as its own database role with the least it needs. */
export const duties = ['ingest', 'read', 'ledger', 'audit', 'report', 'admin'] as const;
export type Duty = (typeof duties)[number];

/** One pool of connections a duty. */
export interface Pools extends Readonly<Record<Duty, pg.Pool>> {
  end(): Promise<void>;
}

/** The pools of every duty, and one that acts as the owner of the tables, for tests and housekeeping. */
export interface OwnedPools extends Pools {
  readonly owner: pg.Pool;
}

export interface PoolOptions {
  readonly url: string;
  /** The size of the read pool; the others stay small. */
  readonly max?: number;
  readonly readTimeoutMs?: number;
  /** How long a commit of the ledger may take before it has failed. */
  readonly ledgerTimeoutMs?: number;
}

// A number to the compiler, because the list of types it knows is incomplete.
const TEXT_ARRAY: number = 1009;
// int8, numeric, date, timestamp, timestamptz: JavaScript's numbers and dates hold neither all their values
// (infinity, 2^53) nor their precision.
const KEPT_AS_TEXT = new Set([20, 1700, 1082, 1114, 1184]);
const ARRAYS_KEPT_AS_TEXT = new Set([1016, 1231, 1182, 1115, 1185]);

const keepText = (text: string) => text;

/** Parsers that keep instants, dates and large numbers exactly as PostgreSQL writes them. */
export const textTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && KEPT_AS_TEXT.has(oid)) return keepText;
    if (format !== 'binary' && ARRAYS_KEPT_AS_TEXT.has(oid)) return pg.types.getTypeParser(TEXT_ARRAY, 'text');
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

const roleOf = (duty: Duty) => `homeward_${duty}`;

interface Shape {
  readonly name: Duty | 'owner';
  readonly max: number;
  readonly settings: Readonly<Record<string, string>>;
  /** How long to wait for a connection, or an answer, before giving the connection up. */
  readonly patienceMs?: number;
}

function shapes({ max = 10, readTimeoutMs = 10_000, ledgerTimeoutMs = 5_000 }: PoolOptions): Record<Duty, Shape> {
  const small = Math.min(max, 4);
  const read = {
    statement_timeout: String(readTimeoutMs),
    plan_cache_mode: 'force_generic_plan',
    default_transaction_read_only: 'on',
    idle_in_transaction_session_timeout: String(3 * readTimeoutMs),
  };
  return {
    // Statements that follow links are guessed to be long and are short: compiling them would take most of their time.
    ingest: { name: 'ingest', max: small, settings: { jit: 'off' } },
    read: { name: 'read', max, settings: read },
    ledger: {
      ...{ name: 'ledger', max: small, patienceMs: ledgerTimeoutMs },
      settings: { statement_timeout: String(ledgerTimeoutMs) },
    },
    audit: {
      ...{ name: 'audit', max: small },
      settings: { statement_timeout: String(readTimeoutMs), default_transaction_read_only: 'on' },
    },
    report: {
      ...{ name: 'report', max: small },
      // A table by force and month over years holds more than the usual 4 MB of sums.
      settings: { statement_timeout: String(readTimeoutMs), default_transaction_read_only: 'on', work_mem: '32MB' },
    },
    admin: { name: 'admin', max: small, settings: {} },
  };
}

function openPool(url: string, { name, max, settings, patienceMs }: Shape): pg.Pool {
  const role = name === 'owner' ? {} : { role: roleOf(name) };
  const session = { ...role, timezone: 'UTC', search_path: 'public', ...settings };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `homeward/${name}/${process.pid}`,
    options: Object.entries(session)
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
    max,
    types: textTypes,
    ...(patienceMs !== undefined && { query_timeout: patienceMs + 500, connectionTimeoutMillis: patienceMs }),
    ...(name === 'read' && { onConnect: prepareContext }),
  });
  // An idle connection the server ends is replaced at the next use; a used one fails in its caller's hands, and must
  // not take the process with it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const RIGHTS = `
  select rolname from pg_roles
  where (rolname in (session_user, current_user) or rolname = any($1)) and (rolsuper or rolbypassrls)`;

/** Refuses a login, or a duty role, that PostgreSQL would let past row-level security, whatever the hub's policy says. */
export async function refuseSuperuser(session: pg.Pool | pg.ClientBase): Promise<void> {
  const { rows } = await session.query<{ rolname: string }>(RIGHTS, [duties.map(roleOf)]);
  const [unfit] = rows;
  if (!unfit) return;
  throw new DatabaseUnfit(
    `the database role ${unfit.rolname} is a superuser or bypasses row-level security, so what a viewer may not see ` +
      'would not be enforced: connect as an ordinary role that owns its database and has CREATEROLE',
  );
}

async function endAll(pools: readonly pg.Pool[]): Promise<void> {
  await Promise.all(pools.map((pool) => pool.end()));
}

/** Asked as the login itself: the duties' connections prepare statements that need the migrated tables. */
async function refuseUnfitLogin(url: string): Promise<void> {
  const login = openPool(url, { name: 'owner', max: 1, settings: {} });
  try {
    await refuseSuperuser(login);
  } finally {
    await login.end();
  }
}

/** Opens the pools of a migrated database, having made sure that its login is an ordinary one. */
export async function openPools(options: PoolOptions): Promise<Pools> {
  await refuseUnfitLogin(options.url);
  const shape = shapes(options);
  const ingest = openPool(options.url, shape.ingest);
  const read = openPool(options.url, shape.read);
  const ledger = openPool(options.url, shape.ledger);
  const audit = openPool(options.url, shape.audit);
  const report = openPool(options.url, shape.report);
  const admin = openPool(options.url, shape.admin);
  const end = () => endAll([ingest, read, ledger, audit, report, admin]);
  return { ingest, read, ledger, audit, report, admin, end };
}

/** The same, with a pool that acts as the owner of the tables. */
export async function openOwnedPools(options: PoolOptions): Promise<OwnedPools> {
  const pools = await openPools(options);
  const owner = openPool(options.url, { name: 'owner', max: 2, settings: {} });
  return { ...pools, owner, end: () => endAll([owner]).then(() => pools.end()) };
}
