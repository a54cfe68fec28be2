import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

describe.each([{ production: false }, { production: true }])('with production $production', ({ production }) => {
  let hub: SmallHub;
  beforeAll(async () => {
    hub = await smallHub({ production });
  });
  afterAll(() => hub.close());

  test.for([
    '{ __typename }',
    '{ a: __typename ...F } fragment F on Query { b: __typename }',
    '{ __type(name: "Deep") { name } }',
    '{ ... on Query { __type(name: "Deep") { ...N } } } fragment N on __Type { __typename name }',
  ])('nobody in particular may ask %s', async (query) => {
    const answer = await hub.ask(query);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).not.toHaveProperty('errors');
  });

  test.for([
    '{ who }',
    '{ __typename who }',
    '{ ...F } fragment F on Query { __typename ... on Query { who } }',
    '{ who @skip(if: true) __typename }',
    'mutation { submit }',
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Deep") { name fields { name } } }',
    '{ __type(name: "Deep") { ...N } } fragment N on __Type { fields { name } }',
    getIntrospectionQuery(),
  ])('nobody in particular is refused %s', async (query) => {
    const answer = await hub.ask(query);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="homeward", DPoP realm="homeward", algs="ES256 EdDSA"',
    );
    expect(answer.json()).toEqual({
      errors: [{ message: 'Send an access token.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('an answer to a signed-in caller does not open the same document to everybody', async () => {
    const headers = { authorization: `Bearer ${await hub.token()}` };
    expect((await hub.ask('{ who deep { name } }', { headers })).statusCode).toBe(200);
    expect((await hub.ask('{ who deep { name } }')).statusCode).toBe(401);
  });
});

describe('a signed-in caller', () => {
  const asked = async (production: boolean, query: string) => {
    const hub = await smallHub({ production });
    const answer = await hub.ask(query, { headers: { authorization: `Bearer ${await hub.token()}` } });
    await hub.close();
    return answer;
  };

  test('may list the schema while developing', async () => {
    expect((await asked(false, getIntrospectionQuery())).json()).toHaveProperty('data.__schema.types');
  });

  test('may not list the schema in production, where it is read from a file', async () => {
    const answer = await asked(true, getIntrospectionQuery());
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].extensions.code).toBe('INTROSPECTION_REFUSED');
    expect(answer.json()).not.toHaveProperty('data');
  });

  test('may ask for the name of a type in production', async () => {
    expect((await asked(true, '{ __type(name: "Deep") { name } }')).json()).toEqual({
      data: { __type: { name: 'Deep' } },
    });
  });
});
