import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

let hub: SmallHub;
let headers: Record<string, string>;
beforeAll(async () => {
  hub = await smallHub();
  headers = { authorization: `Bearer ${await hub.token()}` };
});
afterAll(() => hub.close());

test('a refusal keeps its code and message', async () => {
  const answer = await hub.ask('{ refuse }', { headers });
  expect(answer.json().errors).toEqual([
    {
      message: 'the key was used before',
      locations: [{ line: 1, column: 3 }],
      path: ['refuse'],
      extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
    },
  ]);
});

test('a fault shows an id, under which the log holds what failed without its message', async () => {
  const answer = await hub.ask('{ fail }', { headers });
  const [error] = answer.json().errors;
  expect(error).toMatchObject({ message: 'Internal fault', extensions: { code: 'FAULT' } });
  expect(answer.body).not.toContain('secret_table');
  const lines = hub
    .logged()
    .split('\n')
    .filter((line) => line.includes(error.extensions.id));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'fault', errorName: 'Error' });
  expect(hub.logged()).not.toContain('secret_table');
});

test('a value of the wrong kind is told as the mistake it is', async () => {
  const query = 'query Q($text: String!) { echo(text: $text) }';
  const answer = await hub.ask(query, { headers, variables: { text: { a: 1 } } });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
});

test.for([
  ['query Q($n: String!) { echo(text: $n) }', { n: { street: 'CANARY' } }, 'Variable "$n" is no value of its type.'],
  ['{ echo(text: 9991234567) }', {}, 'String cannot represent a non string value.'],
  ['{ echo(text: CANARY) }', {}, 'String cannot represent a non string value.'],
  ['{ echo(text: "a" "CANARY") }', {}, 'Syntax Error: Expected Name, found String.'],
  ['{ echo(text: Canary CANARY }', {}, 'Syntax Error: Expected ":", found "}".'],
  ['{ echo(text: "x") CANARY(', {}, 'Syntax Error: Expected Name, found <EOF>.'],
  ['{ echo(text: """x" CANARY "y""") """CANARY""" }', {}, 'Syntax Error: Expected Name, found BlockString.'],
] as const)('a mistake in a value is told without the value: %s', async ([query, variables, message]) => {
  const answer = await hub.ask(query, { headers, variables });
  expect(answer.json().errors[0].message).toBe(message);
  expect(answer.body).not.toContain('CANARY');
});

test('an operation that is not there is told without the name that was sent', async () => {
  const payload = { query: 'query A { who }', operationName: 'CANARY' };
  const answer = await hub.app.inject({ method: 'POST', url: '/graphql', headers, payload });
  expect(answer.json().errors[0].message).toBe('The document has no operation of that name.');
});

test('a document with a mistake is told where it is', async () => {
  const answer = await hub.ask('{ nothing }', { headers });
  expect(answer.json().errors[0]).toEqual({
    message: 'Cannot query field "nothing" on type "Query".',
    locations: [{ line: 1, column: 3 }],
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
});

test('no answer may be kept by a cache, and none holds a stack trace', async () => {
  const answer = await hub.ask('{ fail }', { headers });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).not.toContain('stacktrace');
});
