import type { GraphQLSchema } from 'graphql';
import type pg from 'pg';
import { conditionBits, relationshipBits } from '../../src/domain/projection.ts';
import type { TableName } from '../../src/plan/tables.ts';
import { tables } from '../../src/plan/tables.ts';
import { inventedRow } from './invented-columns.ts';

/** The social-care organisation that reaches every child of a filled database. */
export const benchOrganisation = 'E08000017';

const knownFrom = `timestamptz '2015-10-01T10:00:00.000001Z'`;
const id = (kind: string, number = 'i') => `md5('${kind}' || ${number})::uuid`;
const record = id('source record', '0');
const delivery = id('delivery', '0');

const origin = [
  `insert into delivery (id, organisation, adapter, format, format_version, name, hash, size, mode, received_at, state)
   values (${delivery}, '14', 'bench', 'bench', '1', 'bench', 'x', 1, 'event', ${knownFrom}, 'DONE')`,
  `insert into source_record (id, delivery_id, ordinal, organisation, namespace, locator, hash, state, current)
   values (${record}, ${delivery}, 0, '14', 'bench/bench', 'x', 'x', 'STORED', false)`,
];

const people = [
  `insert into subject select ${id('subject')}, '14', 'bench', i::text from generate_series(1, $1) i`,
  `insert into child select ${id('child')}, ${id('subject')} from generate_series(1, $1) i`,
  `insert into membership (subject_id, child_id, known_from)
   select ${id('subject')}, ${id('child')}, ${knownFrom} from generate_series(1, $1) i`,
];

const related = relationshipBits.RESPONSIBLE;
const reporting = relationshipBits.POLICE;
const teaching = relationshipBits.SCHOOL;

const reach = `insert into reach (organisation, person, child_id, bits, until, reason)
  select organisation, '', ${id('child')}, bits, 'infinity', reason from generate_series(1, $1) i,
    (values ('${benchOrganisation}', ${related}, 'RESPONSIBLE'), ('14', ${reporting}, 'POLICE'),
      ('3714000', ${teaching}, 'SCHOOL')) r(organisation, bits, reason)`;

/** Numbers of the facts of a kind and, for each, the child it is about: two a child, and every second child a third. */
const numbered = `(select i, c from (select c, n, c * 3 + n i from generate_series(1, $1::int) c, generate_series(0, 2) n) every_one
  where n < 2 or c % 2 = 0) f`;

const fact = (kind: string) =>
  `insert into fact (id, kind, organisation, system, key, subject_id)
   select ${id(kind)}, '${kind}', '14', 'bench', i::text, ${id('subject', 'c')} from ${numbered}`;

const factColumns = (kind: string, organisation: string) => ({
  id: id(kind),
  known_from: knownFrom,
  subject_id: id('subject', 'c'),
  child_id: id('child', 'c'),
  organisation: `'${organisation}'`,
  source_record_id: record,
  key: 'i::text',
  stated_at: knownFrom,
  received_at: knownFrom,
  entered_by: 'null',
});

const rows: readonly { readonly table: TableName; readonly from: string; readonly given: Record<string, string> }[] = [
  {
    table: 'Child',
    from: 'generate_series(1, $1::int) i',
    given: {
      child_id: id('child'),
      known_from: knownFrom,
      flags: String(conditionBits.OPEN_EPISODE),
      provenance: `'[]'`,
      conflicts: `'[]'`,
    },
  },
  {
    table: 'Notification',
    from: numbered,
    given: {
      ...factColumns('notification', '14'),
      message_type: `'NEW'`,
      force: `'14'`,
      notification_id: 'i::text',
      force_reference: 'i::text',
      source_episode: 'i::text',
    },
  },
  {
    table: 'Interview',
    from: `${numbered} where i % 10 < 7`,
    given: { ...factColumns('interview', benchOrganisation), source_episodes: `'[]'` },
  },
  {
    table: 'Episode',
    from: numbered,
    given: {
      episode_id: id('episode'),
      known_from: knownFrom,
      child_id: id('child', 'c'),
      status: `'OPEN'`,
      sources: `jsonb_build_array(jsonb_build_object('organisation', '14', 'system', 'bench', 'category', 'MISSING', 'joined', 'FIRST',
        'startedOn', '2015-10-01'))`,
      attached_ids: `array[${id('notification')}] || case when i % 10 < 7 then array[${id('interview')}] else '{}' end`,
      provenance: `'[]'`,
      conflicts: `'[]'`,
    },
  },
  {
    table: 'Completeness',
    from: numbered,
    given: {
      notification_id: id('notification'),
      known_from: knownFrom,
      child_id: id('child', 'c'),
      gaps: `jsonb_build_array(
        jsonb_build_object('field', 'religion', 'number', 12, 'requirement', 'ANSWER', 'severity', 'MAJOR', 'state', 'MISSING'),
        jsonb_build_object('field', 'photoReference', 'number', 21, 'requirement', 'MANDATORY', 'severity', 'CRITICAL', 'state', 'MISSING'),
        jsonb_build_object('field', 'crimeReference', 'number', 45, 'requirement', 'RECOMMENDED', 'severity', 'MINOR', 'state', 'MISSING'))`,
    },
  },
];

/** Fills an empty database with children and all that is known of them, each step one statement. */
export const fill = async (pool: pg.Pool, schema: GraphQLSchema, children: number): Promise<void> => {
  for (const statement of origin) await pool.query(statement);
  for (const statement of [...people, fact('notification'), fact('interview'), reach]) {
    await pool.query(statement, [children]);
  }
  for (const { table, from, given } of rows) {
    const { columns, values } = await inventedRow(pool, schema, table, given);
    await pool.query(`insert into ${tables[table].table} (${columns}) select ${values} from ${from}`, [children]);
  }
  await pool.query(`update lane set last_known = ${knownFrom}`);
  await pool.query('vacuum analyze');
};

/** Ids of children spread evenly over a filled database. */
export const someChildren = async (pool: pg.Pool, children: number, wanted: number): Promise<readonly string[]> => {
  const step = Math.max(1, Math.floor(children / wanted));
  const { rows: found } = await pool.query<{ child: string }>(
    `select ${id('child')} child from generate_series(1, $1::int, $2::int) i order by md5(i::text) limit $3`,
    [children, step, wanted],
  );
  return found.map(({ child }) => child);
};
