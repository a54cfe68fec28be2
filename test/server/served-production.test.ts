import { connect } from 'node:net';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedHub, serveTestHub } from '../support/served-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';

let hub: ServedHub;
let authorization: string;
beforeAll(async () => {
  hub = await serveTestHub({ children: 1 });
  authorization = await hub.token(viewerOf('social-worker'));
});
afterAll(() => hub.close());

describe.each([true, false])('the hub as production serves it (signed in: %s)', (signedIn) => {
  test('holds every MUST and SHOULD of GraphQL over HTTP; only three remarks on GET are left', async () => {
    const fetchFn = (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (signedIn) headers.set('authorization', authorization);
      return fetch(url, { ...init, headers });
    };
    const results = await auditServer({ url: `${hub.address}/graphql`, fetchFn });
    const ok = (word: string) =>
      results.filter(({ name, status }) => name.startsWith(word) && status === 'ok').map(({ id }) => id);
    const others = results.filter(({ status }) => status !== 'ok').map(({ id, status }) => `${status} ${id}`);
    expect([results.length, ok('MUST').length, ok('SHOULD').length]).toEqual([61, 13, 23]);
    expect(others.sort()).toEqual(['notice 5A70', 'notice 6A70', 'notice D6D5']);
  });
});

const answers = [
  { of: 'an answer', ask: () => hub.ask(authorization, { query: '{ hub { now } }' }), status: 200 },
  { of: 'a refusal', ask: () => hub.ask('', { query: '{ hub { now } }' }), status: 401 },
  { of: 'a body that is no JSON', ask: () => hub.ask(authorization, '{'), status: 400 },
  { of: 'a body too large', ask: () => hub.ask(authorization, 'x'.repeat(100_001)), status: 413 },
  { of: 'a method there is not', ask: () => hub.app.inject({ method: 'PUT', url: '/graphql' }), status: 405 },
  { of: 'a page there is not', ask: () => hub.app.inject('/nowhere'), status: 404 },
  { of: 'its health', ask: () => hub.app.inject('/health/live'), status: 200 },
];

test.for(answers)(
  '$of is kept by no cache, guessed at by no browser, and says not what serves it',
  async ({ ask, status }) => {
    const response = await ask();
    expect(response.statusCode).toBe(status);
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(response.headers).not.toHaveProperty('server');
    expect(response.headers).not.toHaveProperty('x-powered-by');
    expect(response.headers).not.toHaveProperty('set-cookie');
  },
);

test('connections that are slow, or idle, do not stay for ever', () => {
  const { requestTimeout, headersTimeout, keepAliveTimeout } = hub.app.server;
  expect(requestTimeout).toBe(30_000);
  expect(headersTimeout).toBe(10_000);
  expect(keepAliveTimeout).toBe(72_000);
});

test('bytes that are no HTTP are answered with 400, and logged without them', async () => {
  const socket = connect(Number(new URL(hub.address).port), '127.0.0.1');
  socket.write('CANARY / nonsense\r\n\r\n');
  const text = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  socket.destroy();
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).not.toContain('CANARY');
  expect(hub.logged()).not.toContain('CANARY');
});

test('a read that hangs, and a transaction left open, are ended by the database', async () => {
  const { rows } = await hub.database.pools.read.query(
    `select current_setting('statement_timeout') s, current_setting('idle_in_transaction_session_timeout') i`,
  );
  expect(rows).toEqual([{ s: '10s', i: '30s' }]);
});
