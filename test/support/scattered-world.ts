import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { type TableName, tableNames, tables } from '../../src/plan/tables.ts';
import type { Random } from './random.ts';
import { scatterRow, type TableColumns } from './scattered-rows.ts';
import { worldColumns } from './world-columns.ts';
import { scatterReach } from './world-viewers.ts';

export interface World {
  /** Known times between which versions change. */
  readonly times: readonly string[];
  /** Global ids of everything, and of things that are not there. */
  readonly ids: readonly string[];
}

const times = ['2015-10-20T10:00:00.000001Z', '2015-10-21T10:00:00.000002Z', '2015-10-22T10:00:00.000003Z'] as const;

const insert = async (pool: Pool, table: string, row: Readonly<Record<string, unknown>>): Promise<void> => {
  const columns = Object.keys(row)
    .map((column) => `"${column}"`)
    .join(', ');
  await pool.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`,
    [JSON.stringify(row)],
  );
};

/** What writing a world shares. */
interface Pen {
  readonly pool: Pool;
  readonly random: Random;
  readonly ids: string[];
  readonly record: string;
  readonly columns: ReadonlyMap<string, TableColumns>;
}

/** Writes a row, by chance in two versions that follow each other. */
const writeVersions = async ({ pool, random, columns }: Pen, table: string, fixed: Record<string, unknown>) => {
  const known = columns.get(table) ?? { types: new Map(), required: new Set(), absentAs: new Map() };
  const two = random.chance(0.4);
  const spans = two
    ? [
        [times[0], times[1]],
        [times[1], 'infinity'],
      ]
    : [[times[0], 'infinity']];
  for (const [from, to] of spans) {
    await insert(pool, table, scatterRow(random, known, { ...fixed, known_from: from, known_to: to }));
  }
};

const senders = ['14', 'E08000017', 'RP5', '3714000', 'EH-E08000017', 'SC400001'] as const;

const ownColumns = (random: Random, table: TableName, id: string): Record<string, unknown> => {
  if (table === 'Restriction') return { restriction: 'KIN_DECLARED', workers: [] };
  if (table !== 'Notification') return { source_episodes: [] };
  const message_type = random.pick(['NEW', 'FOUND']);
  return { notification_id: id, force_reference: 'F', source_episode: 'F', force: '14', message_type };
};

/** Every table of facts but that of notifications, which are written first. */
const factTables = tableNames.filter((name) => tables[name].versioned === 'fact' && name !== 'Notification');

const writeFact = async (pen: Pen, table: TableName, child: string, subject: string): Promise<string> => {
  const { pool, random, ids, record, columns } = pen;
  const id = random.uuid();
  const kind = tables[table].table;
  await pool.query(
    `insert into fact (id, kind, organisation, system, key, subject_id) values ($1, $2, '14', 's', $3, $4)`,
    [id, kind, id, subject],
  );
  ids.push(`${table}:${id}`);
  const common = { id, subject_id: subject, child_id: child, source_record_id: record, key: id, received_at: times[0] };
  const own = Object.entries(ownColumns(random, table, id)).filter(([name]) => columns.get(kind)?.types.has(name));
  await writeVersions(pen, kind, { ...common, organisation: random.pick(senders), ...Object.fromEntries(own) });
  return id;
};

const writeFacts = async (pen: Pen, table: TableName, most: number, child: string, subject: string) => {
  const written: string[] = [];
  for (let count = pen.random.below(most + 1); count > 0; count -= 1) {
    written.push(await writeFact(pen, table, child, subject));
  }
  return written;
};

/** Episodes of a child: every notification speaks of one, any other record may be about several or none. */
const writeEpisodes = async (pen: Pen, child: string, notifications: readonly string[], others: readonly string[]) => {
  const { random, ids } = pen;
  const episodes = Array.from({ length: 1 + random.below(3) }, () => random.uuid());
  const spokenOf = new Map(notifications.map((id) => [id, random.pick(episodes)]));
  for (const episode of episodes) {
    ids.push(`Episode:${episode}`);
    await writeVersions(pen, 'episode', {
      episode_id: episode,
      child_id: child,
      attached_ids: [
        ...notifications.filter((id) => spokenOf.get(id) === episode),
        ...others.filter(() => random.chance(0.5)),
      ],
    });
  }
};

const writeAssessments = async (pen: Pen, child: string, notifications: readonly string[]) => {
  for (const notification of notifications) {
    await writeVersions(pen, 'assessment', {
      notification_id: notification,
      child_id: child,
      profile_version: '2015.1',
      first_known_at: times[0],
      first_complete: false,
      first_score: 0.5,
    });
  }
};

const writeChild = async (pen: Pen): Promise<void> => {
  const { pool, random, ids } = pen;
  const [child, subject] = [random.uuid(), random.uuid()];
  await pool.query(`insert into subject values ($1, '14', 's', $2)`, [subject, subject]);
  await pool.query('insert into child values ($1, $2)', [child, subject]);
  const member = 'insert into membership (subject_id, child_id, known_from) values ($1, $2, $3)';
  await pool.query(member, [subject, child, times[0]]);
  ids.push(`Child:${child}`);
  await writeVersions(pen, 'child_view', { child_id: child, flags: random.pick([0, 1, 2, 8, 10, 11]) });
  for (const row of scatterReach(random, child)) await insert(pool, 'reach', row);
  const notifications = await writeFacts(pen, 'Notification', 4, child, subject);
  const others: string[] = [];
  for (const table of factTables) others.push(...(await writeFacts(pen, table, 3, child, subject)));
  await writeEpisodes(pen, child, notifications, others);
  await writeAssessments(pen, child, notifications);
};

/** The source record every fact of the world comes from. */
const writeRecord = async (pool: Pool, random: Random): Promise<string> => {
  const [delivery, record] = [random.uuid(), random.uuid()];
  await pool.query(
    `insert into delivery (id, organisation, adapter, format, format_version, name, hash, size, mode, received_at, state)
     values ($1, '14', 'a', 'f', '1', 'n', 'x', 1, 'event', $2, 'DONE')`,
    [delivery, times[0]],
  );
  await pool.query(
    `insert into source_record (id, delivery_id, ordinal, organisation, namespace, locator, hash, state, current)
     values ($1, $2, 0, '14', 'a/f', 'x', 'x', 'STORED', false)`,
    [record, delivery],
  );
  return record;
};

/** Fills a database with children whose every column, mask and version is scattered by a seed. */
export const scatterWorld = async (
  pool: Pool,
  schema: GraphQLSchema,
  random: Random,
  children: number,
): Promise<World> => {
  await pool.query('update lane set last_known = $1', [times[2]]);
  const columns = await worldColumns(pool, schema);
  const ids = ['Child:00000000-0000-4000-8000-000000000000', 'Nothing:1', 'Placement:x'];
  const pen: Pen = { pool, random, ids, record: await writeRecord(pool, random), columns };
  for (let count = 0; count < children; count += 1) await writeChild(pen);
  return { times, ids };
};
