import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { readOnce } from '../../src/store/single-read.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';

let database: TestDatabase;
let tables: readonly string[];
/** A viewer who reaches some of the children, and not all. */
const viewer: Viewer = {
  role: 'social-worker',
  purpose: 'SAFEGUARD_PLAN',
  organisation: 'E08000017',
  person: 'nobody',
};

beforeAll(async () => {
  database = await createDatabase();
  const { owner } = database.pools;
  await scatterWorld(owner, buildHubSchema(), newRandom(7), 6);
  // Half of the children are somebody else's.
  await owner.query(
    `delete from reach where organisation = $1 and child_id in (select id from child order by id limit 3)`,
    [viewer.organisation],
  );
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname::text "name" from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'child_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and has_table_privilege('homeward_read', c.oid, 'select') order by 1`,
  );
  const filled: string[] = [];
  for (const { name } of rows) {
    const some = await owner.query(`select 1 from ${name} limit 1`);
    if (some.rows.length > 0) filled.push(name);
  }
  tables = filled;
});
afterAll(() => database.drop());

const countFor = async (table: string): Promise<number> => {
  const text = `select count(*)::text n from ${table}`;
  const [row] = await readOnce(database.pools.read)(viewer, { text, values: [], name: undefined });
  return Number(row?.['n']);
};

/** Whether the net of a table is not as it was: bare without a viewer, or showing one more or less than before. */
const isHoled = async (table: string, count: number): Promise<boolean> => {
  const { rows } = await database.pools.read.query(`select 1 from ${table} limit 1`);
  return rows.length > 0 || (await countFor(table)) !== count;
};

interface Cut {
  readonly name: string;
  readonly cut: string;
  readonly mend: string;
}

const cutsOf = (table: string, using: string): readonly Cut[] => [
  {
    name: `${table}: the net switched off`,
    cut: `alter table ${table} disable row level security`,
    mend: `alter table ${table} enable row level security`,
  },
  {
    name: `${table}: open to everybody`,
    cut: `alter policy viewer on ${table} using (true)`,
    mend: `alter policy viewer on ${table} using (${using})`,
  },
  {
    name: `${table}: the policy dropped`,
    cut: `drop policy viewer on ${table}`,
    mend: `create policy viewer on ${table} for select to homeward_read using (${using})`,
  },
];

/** The cuts in one table's net that go unnoticed; afterwards it is whole again. */
const unnoticed = async (table: string): Promise<readonly string[]> => {
  const { owner } = database.pools;
  const { rows } = await owner.query<{ qual: string }>(
    `select qual from pg_policies where schemaname = 'public' and tablename = $1 and policyname = 'viewer'`,
    [table],
  );
  const count = await countFor(table);
  const survived: string[] = [];
  for (const { name, cut, mend } of cutsOf(table, rows[0]?.qual ?? 'false')) {
    await owner.query(cut);
    if (!(await isHoled(table, count))) survived.push(name);
    await owner.query(mend);
  }
  if (await isHoled(table, count)) survived.push(`${table}: not mended`);
  return survived;
};

describe('no table of the net can be cut without a test noticing', () => {
  test('each policy of the reading role dropped, made to let everything through, or the net switched off', async () => {
    expect(tables.length).toBeGreaterThan(20);
    const survived: string[] = [];
    for (const table of tables) survived.push(...(await unnoticed(table)));
    expect(survived).toEqual([]);
  });
});
