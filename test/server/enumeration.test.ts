import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../src/domain/viewer.ts';
import { denialAlert, denialWatch } from '../../src/server/denials.ts';
import { type ServedHub, serveTestHub } from '../support/served-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';

const absent = '00000000-0000-4000-8000-00000000abcd';
const worker = viewerOf('social-worker');
/** Of an authority that reaches no child of the world. */
const stranger: Viewer = { ...worker, organisation: 'E08000018', person: 'stranger' };

let hub: ServedHub;
let authorization: string;
let hidden: { child: string; notification: string; episode: string; upn: string };
beforeAll(async () => {
  hub = await serveTestHub({ children: 6 });
  authorization = await hub.token(stranger);
  const first = async (sql: string) => (await hub.database.pools.owner.query<{ id: string }>(sql)).rows[0]?.id ?? '';
  const child = await first(
    `select r.child_id id from reach r join notification n using (child_id)
     where r.organisation = '${worker.organisation}' and r.until = 'infinity' and r.person = '' limit 1`,
  );
  hidden = {
    child,
    notification: await first(`select id from notification where child_id = '${child}' limit 1`),
    episode: await first(`select episode_id id from episode where child_id = '${child}' limit 1`),
    upn: 'M371000015001',
  };
  await hub.database.pools.owner.query(`update child_view set upn = $1 where child_id = $2`, [hidden.upn, child]);
});
afterAll(() => hub.close());

/** Everything of an answer but what differs between any two: its id, and when it was given. */
const answered = async (query: string, variables: object, who = authorization) => {
  const response = await hub.ask(who, { query, variables });
  const { 'x-request-id': _id, date: _date, ...headers } = response.headers;
  return { status: response.statusCode, body: response.body, headers };
};

const node = 'query Q($id: ID!) { node(id: $id) { id } }';
const paths = [
  {
    path: 'child',
    query: 'query Q($id: ID!) { child(id: $id) { id givenNames } }',
    there: () => `Child:${hidden.child}`,
    not: `Child:${absent}`,
  },
  { path: 'node of a child', query: node, there: () => `Child:${hidden.child}`, not: `Child:${absent}` },
  {
    path: 'node of a notification',
    query: node,
    there: () => `Notification:${hidden.notification}`,
    not: `Notification:${absent}`,
  },
  { path: 'node of an episode', query: node, there: () => `Episode:${hidden.episode}`, not: `Episode:${absent}` },
  {
    path: 'child by a number',
    query: 'query Q($id: String!) { childByIdentifier(system: UPN, value: $id) { id } }',
    there: () => hidden.upn,
    not: 'M371000015999',
  },
  {
    path: 'child in the past',
    query: 'query Q($id: ID!) { child(id: $id, asKnownAt: "2015-10-22T11:00:00Z") { id } }',
    there: () => `Child:${hidden.child}`,
    not: `Child:${absent}`,
  },
  {
    path: 'several, and what hangs on them',
    query:
      'query Q($id: ID!) { child(id: $id) { notifications { id child { id } } episodes { id } } again: node(id: $id) { ... on Child { absences { field } } } }',
    there: () => `Child:${hidden.child}`,
    not: `Child:${absent}`,
  },
  {
    path: 'through resolvers',
    query:
      'query Q($id: ID!) { __type(name: "Child") { name } child(id: $id) { id notifications { id } } node(id: $id) { id } }',
    there: () => `Child:${hidden.child}`,
    not: `Child:${absent}`,
  },
];

describe('a child who is not there and one who is not shown', () => {
  test.for(paths)('give the same bytes, status and headers: $path', async ({ query, there, not }) => {
    const shown = await answered(query, { id: there() });
    expect(there()).not.toMatch(/:$/);
    expect(shown).toEqual(await answered(query, { id: not }));
    expect(shown.status).toBe(200);
    expect(shown.body).not.toContain(hidden.child);
  });

  test('differ from one who is shown', async () => {
    const query = 'query Q($id: ID!) { child(id: $id) { id } }';
    const own = await answered(query, { id: `Child:${hidden.child}` }, await hub.token(worker));
    expect(own.body).toContain(hidden.child);
  });
});

const alerts = () =>
  hub
    .logged()
    .split('\n')
    .filter((line) => line.includes('DENIALS'))
    .map((line) => JSON.parse(line));
const guess = (who: string, at: number) =>
  hub.ask(who, { query: `{ child(id: "Child:${absent.slice(0, -4)}${1_000 + at}") { id } }` });

describe('somebody who keeps asking for children they are not shown', () => {
  test('is told of once they have had twenty answers of nothing in five minutes, and once in that time', async () => {
    // The paths above were guesses too, of somebody else.
    const before = alerts().length;
    const guesser = await hub.token({ ...stranger, person: 'guesser' });
    for (let at = 1; at < denialAlert.misses; at += 1) await guess(guesser, at);
    expect(alerts()).toHaveLength(before);
    const last = await guess(guesser, denialAlert.misses);
    expect(alerts().slice(before)).toEqual([
      {
        ...{ level: 40, time: expect.any(String), msg: 'denials', code: 'DENIALS' },
        ...{ requestId: last.headers['x-request-id'], organisation: 'E08000018' },
        ...{ role: 'social-worker', purpose: stranger.purpose },
      },
    ]);
    for (let at = 0; at < denialAlert.misses; at += 1) await guess(guesser, 100 + at);
    expect(alerts()).toHaveLength(before + 1);
    hub.wait(denialAlert.windowMs);
    for (let at = 0; at < denialAlert.misses; at += 1) await guess(guesser, 200 + at);
    expect(alerts()).toHaveLength(before + 2);
  });

  test('is told of when the guesses stand in one request beside a child they may see', async () => {
    const before = alerts().length;
    const guesser = await hub.token({ ...worker, person: 'clever' });
    const guesses = Array.from(
      { length: 9 },
      (_, at) => `g${at}: child(id: "Child:${absent.slice(0, -4)}${2_000 + at}") { id }`,
    );
    const query = `{ own: child(id: "Child:${hidden.child}") { id } ${guesses.join(' ')} }`;
    for (let at = 0; at < 2; at += 1) await hub.ask(guesser, { query });
    expect(alerts()).toHaveLength(before);
    await hub.ask(guesser, { query });
    expect(alerts()).toHaveLength(before + 1);
  });

  test('is not told of who is shown what they ask for, however often', async () => {
    const before = alerts().length;
    const reader = await hub.token({ ...worker, person: 'reader' });
    for (let at = 0; at < denialAlert.misses + 5; at += 1) {
      await hub.ask(reader, { query: `{ child(id: "Child:${hidden.child}") { id } }` });
    }
    expect(alerts()).toHaveLength(before);
  });
});

test('guesses spread over more than five minutes are nobody’s alarm, and the watch forgets the oldest', () => {
  const told: unknown[] = [];
  let now = 0;
  const note = denialWatch({ log: { warn: (_event, fields) => told.push(fields) }, systemNow: () => now });
  for (let at = 0; at < 100; at += 1) {
    note({ viewer: stranger, requestId: 'r', count: 1 });
    now += Math.ceil(denialAlert.windowMs / (denialAlert.misses - 1));
  }
  expect(told).toEqual([]);
  note({ viewer: stranger, requestId: 'r', count: denialAlert.misses });
  expect(told).toHaveLength(1);
});
