import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Pool } from 'pg';
import { roles, roleTerms } from '../../src/domain/policy.ts';
import { conditionBits, relationshipBits } from '../../src/domain/projection.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { governedFields } from '../../src/plan/guard.ts';
import { type FieldSource, sourceOf } from '../../src/plan/source.ts';
import { type TableName, tables } from '../../src/plan/tables.ts';
import type { Random } from './random.ts';

const columnsOf = async (pool: Pool, table: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await pool.query<{ column_name: string; udt_name: string }>(
    `select column_name, udt_name from information_schema.columns where table_name = $1 and table_schema = 'public'`,
    [table],
  );
  return new Map(rows.map(({ column_name, udt_name }) => [column_name, udt_name]));
};

const part = (random: Random): Record<string, unknown> => ({
  name: random.pick(['Ann', 'Bo']),
  lines: ['1 Elm Street', 'Doncaster'],
  postcode: random.chance(0.5) ? 'DN1 1AA' : null,
  system: 'upn',
  value: `V${random.below(9)}`,
  valid: random.chance(0.5),
  number: 40 + random.below(8),
  field: random.pick(['religion', 'risk', 'culture']),
  joined: 'FIRST',
});

const listColumns = new Set([
  'other_names',
  'identifiers',
  'parents',
  'professionals',
  'persons_posing_risk',
  'likely_places',
  'thought_to_be_with',
  'sources',
  'gaps',
  'provenance',
  'conflicts',
]);
const wordColumns = new Set(['disabilities', 'risk_factors', 'harm', 'reasons']);

const jsonValue = (random: Random, column: string): unknown => {
  if (wordColumns.has(column)) return Array.from({ length: random.below(3) }, () => random.pick(['1A', '11A']));
  if (listColumns.has(column)) return Array.from({ length: random.below(3) }, () => part(random));
  return part(random);
};

const enumerated: Readonly<Record<string, readonly string[]>> = {
  status: ['OPEN', 'ENDED', 'CANCELLED'],
  message_type: ['NEW', 'UPDATE', 'FOUND'],
};

const dayOf = (random: Random) => `2015-10-${String(1 + random.below(28)).padStart(2, '0')}`;

const valueOf = (random: Random, column: string, type: string): unknown => {
  const words = enumerated[column];
  if (words) return random.pick(words);
  switch (type) {
    case 'text':
      return random.pick(['one', "O'Two", 'three "3"', '\u00e9\u2028', '']);
    case 'int4':
      return random.below(100);
    case 'float4':
      return random.pick([0, 0.5, 1, 0.25]);
    case 'bool':
      return random.chance(0.5);
    case 'date':
      return dayOf(random);
    case 'timestamptz':
      return `${dayOf(random)}T0${random.below(10)}:15:30.${100 + random.below(900)}Z`;
    default:
      return jsonValue(random, column);
  }
};

const alwaysSet = new Set(['gaps', 'sources', 'provenance', 'conflicts', 'status', 'complete', 'score', 'answers']);
const structural = new Set([
  'id',
  'child_id',
  'episode_id',
  'notification_id',
  'subject_id',
  'source_record_id',
  'known_from',
  'known_to',
  'closed_as',
  'absences',
  'organisation',
  'key',
  'entered_by',
  'flags',
  'notification_ids',
  'interview_ids',
  'source_episodes',
  'received_at',
  'first_known_at',
  'stated_at',
]);

type ColumnSource = Extract<FieldSource, { column: string }>;
const hasColumn = (source: FieldSource): source is ColumnSource => 'column' in source;

/** The invented rows of one table: every column by chance a value, or null with a reason. */
const scatterRow = (
  random: Random,
  columns: ReadonlyMap<string, string>,
  fixed: Readonly<Record<string, unknown>>,
  absentAs: ReadonlyMap<string, string>,
): Record<string, unknown> => {
  const row: Record<string, unknown> = { ...fixed };
  const absences: Record<string, unknown> = {};
  for (const [column, type] of columns) {
    if (column in fixed || structural.has(column)) continue;
    if (alwaysSet.has(column) || random.chance(0.6)) row[column] = valueOf(random, column, type);
    else {
      const field = absentAs.get(column);
      if (field) absences[field] = { reason: random.pick(['NOT_ASKED', 'ASKED_DECLINED', 'INVALID']), askedBy: 'PC 1' };
    }
  }
  if (columns.has('absences')) row['absences'] = absences;
  return row;
};

const insert = async (pool: Pool, table: string, rows: readonly Record<string, unknown>[]): Promise<void> => {
  for (const row of rows) {
    const columns = Object.keys(row);
    await pool.query(
      `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
       select ${columns.map((column) => `"${column}"`).join(', ')} from jsonb_populate_record(null::${table}, $1)`,
      [JSON.stringify(row)],
    );
  }
};

/** The viewer of each role that a scattered world knows. */
export const worldViewers: readonly Viewer[] = roles.map((role) => {
  const terms = roleTerms[role];
  const organisations: Readonly<Record<string, string>> = {
    police: '14',
    'social-care': 'E08000017',
    health: 'RP5',
    education: '3714000',
    'early-help': 'EH-E08000017',
    placement: 'SC400001',
    partnership: 'DSCP',
    hub: 'HUB',
  };
  const agency = terms.agencies[0] ?? 'hub';
  return {
    role,
    organisation: organisations[agency] ?? 'HUB',
    person: `worker-${role}`,
    purpose: terms.purposes[1] ?? terms.purposes[0] ?? 'STAT_RETURN',
  };
});

const scatterReach = (random: Random, child: string): Record<string, unknown>[] =>
  worldViewers.flatMap((viewer) =>
    roleTerms[viewer.role].reachedAs
      .filter(() => random.chance(0.75))
      .map((relationship) => ({
        organisation: viewer.organisation,
        person: random.chance(0.3) ? viewer.person : '',
        child_id: child,
        bits:
          relationshipBits[relationship] |
          (relationship === 'AUDITABLE' ? 0 : conditionBits.INVOLVED) |
          (random.chance(0.5) ? conditionBits.OWN_PLACEMENT : 0) |
          (random.chance(0.3) ? conditionBits.NAMED : 0),
        until: random.chance(0.8) ? 'infinity' : '2015-10-01T00:00:00Z',
        reason: `${relationship}/${viewer.role}`,
      })),
  );

export interface World {
  /** Known times between which versions change. */
  readonly times: readonly string[];
  /** Global ids of everything, and of things that are not there. */
  readonly ids: readonly string[];
}

const times = ['2015-10-20T10:00:00.000001Z', '2015-10-21T10:00:00.000002Z', '2015-10-22T10:00:00.000003Z'] as const;

const childTables: readonly { readonly table: TableName; readonly most: number }[] = [
  { table: 'Notification', most: 4 },
  { table: 'Interview', most: 3 },
  { table: 'Placement', most: 3 },
  { table: 'Involvement', most: 3 },
];

/** Fills a database with children whose every column, mask and version is scattered by a seed. */
export const scatterWorld = async (
  pool: Pool,
  schema: GraphQLSchema,
  random: Random,
  children: number,
): Promise<World> => {
  const ids: string[] = ['Child:00000000-0000-4000-8000-000000000000', 'Nothing:1', 'Placement:x'];
  const absentAs = new Map(
    Object.entries(tables).map(([name, table]) => {
      const type = schema.getType(name);
      const keys = new Map<string, string>();
      if (isObjectType(type)) {
        for (const governed of governedFields(type)) {
          const field = type.getFields()[governed.field];
          const source = field ? sourceOf(field) : undefined;
          if (source && hasColumn(source)) keys.set(source.column, governed.absentAs);
        }
      }
      return [table.table, keys] as const;
    }),
  );
  const columns = new Map<string, ReadonlyMap<string, string>>();
  for (const { table } of Object.values(tables)) columns.set(table, await columnsOf(pool, table));
  const scatter = (table: string, fixed: Record<string, unknown>) =>
    scatterRow(random, columns.get(table) ?? new Map(), fixed, absentAs.get(table) ?? new Map());
  const versions = async (table: string, fixed: Record<string, unknown>) => {
    const two = random.chance(0.4);
    const first = scatter(table, { ...fixed, known_from: times[0], known_to: two ? times[1] : 'infinity' });
    await insert(
      pool,
      table,
      two ? [first, scatter(table, { ...fixed, known_from: times[1], known_to: 'infinity' })] : [first],
    );
  };
  await pool.query('update lane set last_known = $1', [times[2]]);
  const delivery = random.uuid();
  const record = random.uuid();
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
  const newFact = async (kind: string, subject: string) => {
    const id = random.uuid();
    await pool.query(
      `insert into fact (id, kind, organisation, system, key, subject_id) values ($1, $2, '14', 's', $3, $4)`,
      [id, kind, id, subject],
    );
    return id;
  };
  for (let index = 0; index < children; index += 1) {
    const child = random.uuid();
    const subject = random.uuid();
    await pool.query(`insert into subject values ($1, '14', 's', $2)`, [subject, subject]);
    await pool.query('insert into child values ($1, $2)', [child, subject]);
    await pool.query('insert into membership (subject_id, child_id, known_from) values ($1, $2, $3)', [
      subject,
      child,
      times[0],
    ]);
    ids.push(`Child:${child}`);
    await versions('child_view', { child_id: child, flags: random.pick([0, 2, 8, 10]) });
    await insert(pool, 'reach', scatterReach(random, child));
    const facts = new Map<string, string[]>();
    for (const { table, most } of childTables) {
      for (let count = random.below(most + 1); count > 0; count -= 1) {
        const id = await newFact(tables[table].table, subject);
        facts.set(table, [...(facts.get(table) ?? []), id]);
        ids.push(`${table}:${id}`);
        await versions(tables[table].table, {
          id,
          subject_id: subject,
          child_id: child,
          organisation: random.pick(['14', 'E08000017', 'RP5', '3714000', 'EH-E08000017', 'SC400001']),
          source_record_id: record,
          key: id,
          received_at: times[0],
          ...(table === 'Notification'
            ? {
                notification_id: id,
                force_reference: 'F',
                source_episode: 'F',
                force: '14',
                message_type: random.pick(['NEW', 'FOUND']),
              }
            : {}),
          ...(table === 'Interview' ? { source_episodes: [] } : {}),
        });
      }
    }
    const episodes = Array.from({ length: 1 + random.below(3) }, () => random.uuid());
    // Every notification speaks of one absence; an interview may answer several, or none.
    const spokenOf = new Map((facts.get('Notification') ?? []).map((id) => [id, random.pick(episodes)]));
    for (const episode of episodes) {
      ids.push(`Episode:${episode}`);
      await versions('episode', {
        episode_id: episode,
        child_id: child,
        notification_ids: [...spokenOf].filter(([, of]) => of === episode).map(([id]) => id),
        interview_ids: (facts.get('Interview') ?? []).filter(() => random.chance(0.5)),
      });
    }
    for (const notification of facts.get('Notification') ?? []) {
      await versions('assessment', {
        notification_id: notification,
        child_id: child,
        profile_version: '2015.1',
        first_known_at: times[0],
        first_complete: false,
        first_score: 0.5,
      });
    }
  }
  return { times, ids };
};
