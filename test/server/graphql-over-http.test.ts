import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

/** The audits of GET, a method this hub does not answer: it would put what is asked about a child into addresses. */
const getNotices = ['5A70', '6A70', 'D6D5'];

describe.each([
  { who: 'an anonymous caller', production: false, signedIn: false },
  { who: 'an anonymous caller in production', production: true, signedIn: false },
  { who: 'a signed-in caller in production', production: true, signedIn: true },
])('GraphQL over HTTP, for $who', ({ production, signedIn }) => {
  let hub: SmallHub;
  let address: string;
  beforeAll(async () => {
    hub = await smallHub({ production });
    address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => hub.close());

  test('every MUST and SHOULD of the specification holds, and only GET is noticed', async () => {
    const authorization = `Bearer ${await hub.token()}`;
    const fetchFn = (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (signedIn) headers.set('authorization', authorization);
      return fetch(url, { ...init, headers });
    };
    const results = await auditServer({ url: `${address}/graphql`, fetchFn });
    const of = (word: string) => results.filter(({ name }) => name.startsWith(word));
    const failed = results.filter(({ status }) => status !== 'ok');
    expect(failed.map(({ id }) => id).sort()).toEqual(getNotices);
    expect(failed.every(({ status }) => status === 'notice')).toBe(true);
    expect([of('MUST').length, of('SHOULD').length]).toEqual([13, 23]);
  });
});

describe('requests that are no GraphQL request', () => {
  let hub: SmallHub;
  beforeAll(async () => {
    hub = await smallHub();
  });
  afterAll(() => hub.close());

  test.for(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
    '%s is 405 and POST is allowed',
    async (method) => {
      const answer = await hub.app.inject({ method, url: '/graphql?query={__typename}' });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers['allow']).toBe('POST');
    },
  );

  const post = (payload: string, type = 'application/json') =>
    hub.app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': type }, payload });

  test('a body beyond the cap is 413', async () => {
    const answer = await post(JSON.stringify({ query: `{ __typename } #${'x'.repeat(100_000)}` }));
    expect(answer.statusCode).toBe(413);
    expect(answer.json().errors[0].extensions.code).toBe('BODY_TOO_LARGE');
  });

  test('a body that is not JSON is 400', async () => {
    const answer = await post('{"query": ');
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].extensions.code).toBe('BODY_NOT_JSON');
  });

  test.for(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'a form, or other text that a page elsewhere could post (%s), is not read',
    async (type) => {
      const answer = await post('{"query":"{ __typename }"}', type);
      expect([400, 415]).toContain(answer.statusCode);
      expect(answer.json()).not.toHaveProperty('data');
    },
  );

  test('several operations in one body are refused', async () => {
    const answer = await post(JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]));
    expect(answer.statusCode).toBe(400);
  });

  test('a stored query is not looked for', async () => {
    const persistedQuery = { version: 1, sha256Hash: 'a'.repeat(64) };
    const answer = await post(JSON.stringify({ extensions: { persistedQuery } }));
    expect(answer.json().errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });

  test('an unknown address is 404 in the same shape', async () => {
    const answer = await hub.app.inject('/nowhere');
    expect(answer.statusCode).toBe(404);
    expect(answer.json().errors[0].extensions.code).toBe('NOT_FOUND');
  });
});
