import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { readOnce } from '../../src/store/single-read.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';

const viewer = (organisation: string, person = 'nobody in particular'): Viewer => ({
  role: 'social-worker',
  purpose: 'SAFEGUARD_PLAN',
  organisation,
  person,
});

let database: TestDatabase;
let tables: readonly string[];
beforeAll(async () => {
  database = await createDatabase();
  await scatterWorld(database.pools.owner, buildHubSchema(), newRandom(7), 6);
  const { rows } = await database.pools.owner.query<{ name: string }>(
    `select c.relname::text "name" from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'child_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and has_table_privilege('homeward_read', c.oid, 'select') order by 1`,
  );
  tables = rows.map(({ name }) => name);
});
afterAll(() => database.drop());

const childrenIn = async (table: string, who: Viewer): Promise<readonly string[]> => {
  const text = `select distinct child_id::text child from ${table} where child_id is not null order by 1`;
  const rows = await readOnce(database.pools.read)(who, { text, values: [], name: undefined });
  return rows.map(({ child }) => String(child));
};

describe('under the policy lies a net', () => {
  test('under every table the read role may read that speaks of a child', async () => {
    expect(tables.length).toBeGreaterThan(20);
    const { rows } = await database.pools.owner.query(
      `select relname::text from pg_class where relname = any($1) and not (relrowsecurity and relforcerowsecurity)`,
      [tables],
    );
    expect(rows).toEqual([]);
  });

  test('and none of the read role’s tables speaks of a child without saying which, save how they are numbered and how far an interview may be read', async () => {
    const { rows } = await database.pools.owner.query<{ name: string }>(
      `select c.relname::text "name" from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm')
         and has_table_privilege('homeward_read', c.oid, 'select') and not (c.relname = any($1)) order by 1`,
      [tables],
    );
    expect(rows.map(({ name }) => name)).toEqual(['exchange_ceiling', 'lane']);
  });

  test('a statement without a viewer sees nothing', async () => {
    for (const table of tables) {
      const { rows } = await database.pools.read.query(`select 1 from ${table} limit 1`);
      expect({ table, rows }).toEqual({ table, rows: [] });
    }
  });

  test('a viewer sees rows of the children their organisation reaches, and of no other', async () => {
    const { rows } = await database.pools.owner.query<{ organisation: string; children: string[] }>(
      `select organisation, array_agg(distinct child_id::text order by child_id::text) children from reach
       where person = '' group by 1`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { organisation, children } of rows) {
      expect(await childrenIn('child_view', viewer(organisation))).toEqual(children);
      for (const table of tables) {
        const seen = await childrenIn(table, viewer(organisation));
        expect({ table, strangers: seen.filter((child) => !children.includes(child)) }).toEqual({
          table,
          strangers: [],
        });
      }
    }
  });

  test('a relationship of one worker is not one of their colleagues', async () => {
    const [named] = (
      await database.pools.owner.query<{ organisation: string; person: string; child: string }>(
        `insert into reach (organisation, person, child_id, bits, until, reason)
         select 'E08000099', 'w1', child_id, 128, 'infinity', 'SOCIAL_WORKER' from child_view limit 1
         returning organisation, person, child_id::text child`,
      )
    ).rows;
    expect(await childrenIn('child_view', viewer('E08000099', 'w1'))).toEqual([named?.child]);
    expect(await childrenIn('child_view', viewer('E08000099', 'w2'))).toEqual([]);
  });

  test('an id that was given up leads to the child it now stands for, for those who reach that child', async () => {
    const [row] = (
      await database.pools.owner.query<{ organisation: string; old: string }>(
        `with reached as (select organisation, child_id from reach where person = '' limit 1),
           other as (select c.id from child c where not exists (select 1 from reached r join reach x using (organisation) where x.child_id = c.id)
             union all select c.id from child c limit 1)
         insert into child_alias (child_id, survivor_id, known_from)
         select other.id, reached.child_id, '2015-10-20T10:00:00Z' from reached, (select id from other limit 1) other
         returning (select organisation from reached) organisation, child_id::text "old"`,
      )
    ).rows;
    expect(await childrenIn('child_alias', viewer(row?.organisation ?? ''))).toEqual([row?.old]);
    expect(await childrenIn('child_alias', viewer('E08000098'))).toEqual([]);
  });

  test('without its net a table would be bare: the test would notice', async () => {
    await database.pools.owner.query('alter table plan disable row level security');
    const { rows } = await database.pools.read.query('select 1 from plan limit 1');
    await database.pools.owner.query('alter table plan enable row level security');
    expect(rows).toHaveLength(1);
  });
});
