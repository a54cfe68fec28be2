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

test('a statement without a parameter runs in the context too', async () => {
  const text = `select current_setting('homeward.organisation', true) organisation`;
  const [row] = await read(viewer('E08000018'), { text, values: [], name: undefined });
  expect(row).toEqual({ organisation: 'E08000018' });
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

test('a connection that breaks fails its caller alone and is replaced', async () => {
  const slow = { text: `select pg_sleep(0.19), 'cut me'`, values: [], name: undefined };
  const cutting = expect(read(viewer('E1'), slow)).rejects.toMatchObject({ code: '57P01' });
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where query like '%cut me%' and state = 'active'
    and pid <> pg_backend_pid()`;
  for (let done = false; !done; ) done = (await database.pools.owner.query(cut)).rows.length > 0;
  await cutting;
  const [row] = await read(viewer('E2'), { text: contextSql, values: [4], name: 'context' });
  expect(row).toMatchObject({ organisation: 'E2', given: 4 });
});
