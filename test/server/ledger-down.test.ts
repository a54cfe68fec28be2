import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnedPools, openOwnedPools } from '../../src/store/pools.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { addChild, canary, ledgeredHub } from '../support/ledgered-hub.ts';

const child = '22222222-0000-4000-8000-000000000001';
const hidden = '22222222-0000-4000-8000-000000000002';
const planned = `{ child(id: "Child:${child}") { givenNames } }`;
// A root the planner leaves to resolvers takes its whole operation there.
const resolved = `{ child(id: "Child:${child}") { givenNames } whoSaw(childId: "Child:${child}") { nodes { at } } }`;

let database: TestDatabase;
let pools: OwnedPools;
let app: FastifyInstance;
beforeAll(async () => {
  database = await createDatabase();
  await addChild(database.pools.owner, child);
  await addChild(database.pools.owner, hidden);
  await database.pools.owner.query('delete from reach where child_id = $1', [hidden]);
  pools = await openOwnedPools({ url: database.url, ledgerTimeoutMs: 400 });
  app = await ledgeredHub(pools);
});
afterAll(async () => {
  await app.close();
  await pools.end();
  await database.drop();
});

const ask = async (query: string, headers: Record<string, string> = { authorization: 'Bearer x' }) => {
  const accept = 'application/graphql-response+json';
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept, ...headers },
    payload: { query },
  });
  return { status: answer.statusCode, body: answer.body, id: String(answer.headers['x-request-id']) };
};

const entriesOf = async (id: string) => {
  const { rows } = await database.pools.owner.query('select role, touched from ledger_entry where request_id = $1', [
    id,
  ]);
  return rows;
};

/** Runs the work while no entry can be written, for as long as it takes. */
const whileLocked = async <T>(work: () => Promise<T>): Promise<T> => {
  const holder = await database.pools.owner.connect();
  await holder.query('begin; lock table ledger_entry in exclusive mode');
  try {
    return await work();
  } finally {
    await holder.query('rollback');
    holder.release();
  }
};

const cut = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name like 'homeward/ledger/%' and datname = current_database() and wait_event_type = 'Lock'`;

/** Cuts the ledger's connection as soon as it waits in the middle of its commit. */
const cutWhenWaiting = async (): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rowCount } = await pools.admin.query(cut);
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** Ways in which the ledger can be away, each around a question. */
const faults: Readonly<Record<string, (query: string) => ReturnType<typeof ask>>> = {
  'its insert fails': async (query) => {
    await database.pools.owner.query('revoke insert on ledger_entry from homeward_ledger');
    const answer = await ask(query);
    await database.pools.owner.query('grant insert on ledger_entry to homeward_ledger');
    return answer;
  },
  'its insert hangs': (query) => whileLocked(() => ask(query)),
  'its connection is cut': (query) =>
    whileLocked(async () => {
      const [answer] = await Promise.all([ask(query), cutWhenWaiting()]);
      return answer;
    }),
};

describe('while the ledger is down nothing of a child leaves', () => {
  test.for(
    Object.keys(faults).flatMap((fault) => [
      [fault, planned],
      [fault, resolved],
    ]),
  )('because %s, asked %s; and once it is up again all is as before', async ([fault = '', query = '']) => {
    const answer = await faults[fault]?.(query);
    expect(answer?.status).toBe(500);
    expect(answer?.body).not.toContain(canary);
    expect(JSON.parse(answer?.body ?? '')).not.toHaveProperty('data.child');

    const after = await ask(query);
    expect(after.status).toBe(200);
    expect(after.body).toContain(canary);
    expect(await entriesOf(after.id)).toMatchObject([
      { role: 'social-worker', touched: [[child, expect.any(String), expect.any(String)]] },
    ]);
  });
});

describe('what is refused', () => {
  test('to nobody in particular is not in the ledger, and shows nothing', async () => {
    const answer = await ask(planned, {});
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain(canary);
    expect(await entriesOf(answer.id)).toEqual([]);
  });

  test.for([
    ['a child out of reach', `{ child(id: "Child:${hidden}") { givenNames } }`],
    ['a child that is not there', `{ child(id: "Child:${child.replace('1', '3')}") { givenNames } }`],
    ['a child’s access log', `{ whoSaw(childId: "Child:${child}") { nodes { at } } }`],
  ])('to a worker who asks for %s is in the ledger as a question that showed no child', async ([, query = '']) => {
    const answer = await ask(query);
    expect(answer.status).toBe(200);
    expect(Object.values(JSON.parse(answer.body).data)).toEqual([null]);
    expect(await entriesOf(answer.id)).toEqual([{ role: 'social-worker', touched: [] }]);
  });
});
