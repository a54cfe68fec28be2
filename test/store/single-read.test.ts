import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '../../src/domain/viewer.ts';
import { openPools, type Pools } from '../../src/store/pools.ts';
import { type ReadOnce, readOnce } from '../../src/store/single-read.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const viewer = (organisation: string): Viewer => ({
  role: 'social-worker',
  organisation,
  person: `worker of ${organisation}'s`,
  purpose: 'SAFEGUARD_PLAN',
});

const contextSql = `select current_setting('homeward.organisation', true) organisation,
  current_setting('homeward.person', true) person, current_setting('transaction_read_only') readonly, $1::int given`;

let database: TestDatabase;
let pools: Pools;
let read: ReadOnce;
beforeAll(async () => {
  database = await createDatabase();
  pools = await openPools({ url: database.url, max: 2, readTimeoutMs: 200 });
  read = readOnce(pools.read);
});
afterAll(async () => {
  await pools.end();
  await database.drop();
});

test('a statement runs in the context of its viewer and may change nothing', async () => {
  const [row] = await read(viewer('E08000017'), { text: contextSql, values: [7], name: undefined });
  expect(row).toEqual({ organisation: 'E08000017', person: "worker of E08000017's", readonly: 'on', given: 7 });
  const write = { text: `insert into outbox default values`, values: [], name: undefined };
  await expect(read(viewer('E08000017'), write)).rejects.toMatchObject({ code: '25006' });
});

test("nothing of a viewer's context is left for who comes next on the connection", async () => {
  await read(viewer('E08000017'), { text: contextSql, values: [1], name: 'context' });
  const { rows } = await pools.read.query(contextSql, [2]);
  expect(rows[0]).toMatchObject({ organisation: '', person: '' });
});

test('a hundred viewers at once over two connections each read as themselves', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const [row] = await read(viewer(`E${index}`), { text: contextSql, values: [index], name: 'context' });
      return row;
    }),
  );
  expect(answers).toEqual(
    answers.map((_, index) => expect.objectContaining({ organisation: `E${index}`, given: index })),
  );
});

test('a statement that fails is the fault of its caller alone', async () => {
  const broken = { text: 'select nothing from nowhere', values: [], name: 'broken' };
  const slow = { text: 'select pg_sleep(5), $1::int', values: [1], name: 'slow' };
  const outcomes = await Promise.allSettled(
    [broken, slow, broken, slow].map((statement) => read(viewer('E1'), statement)),
  );
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual([
    '42P01',
    '57014',
    '42P01',
    '57014',
  ]);
  const [row] = await read(viewer('E2'), { text: contextSql, values: [3], name: 'context' });
  expect(row).toMatchObject({ organisation: 'E2', given: 3 });
  expect(pools.read.idleCount).toBeGreaterThan(0);
  expect(pools.read.waitingCount).toBe(0);
});

test('a connection that breaks is replaced', async () => {
  const cut = { text: 'select pg_terminate_backend(pg_backend_pid())', values: [], name: undefined };
  const owner = database.pools.owner;
  const sleeping = read(viewer('E1'), { text: `select pg_sleep(0.15), 'cut me'`, values: [], name: undefined });
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like '%cut me%' and state = 'active'
    and pid <> pg_backend_pid()`);
  await Promise.allSettled([sleeping, read(viewer('E1'), cut)]);
  const [row] = await read(viewer('E2'), { text: contextSql, values: [4], name: 'context' });
  expect(row).toMatchObject({ organisation: 'E2', given: 4 });
});
