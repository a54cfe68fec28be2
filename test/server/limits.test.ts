import { readdir } from 'node:fs/promises';
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitRules } from '../../src/server/limits/index.ts';
import { limits } from '../../src/server/limits/limits.ts';
import { type SmallHub, smallHub, smallSchema } from '../support/small-hub.ts';

let hub: SmallHub;
let headers: Record<string, string>;
beforeAll(async () => {
  hub = await smallHub();
  headers = { authorization: `Bearer ${await hub.token()}` };
});
afterAll(() => hub.close());

const times = (count: number, write: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join(' ');
const nested = (levels: number) => `${'{ deep '.repeat(levels - 1)}{ name }${' }'.repeat(levels - 1)}`;
const codesOf = async (query: string) => {
  const answer = await hub.ask(query, { headers });
  const { errors = [] } = answer.json<{ errors?: { extensions: { code: string } }[] }>();
  return { status: answer.statusCode, codes: errors.map(({ extensions }) => extensions.code) };
};
const refusedAs = (code: string) => ({ status: 400, codes: [code] });
const answered = { status: 200, codes: [] };

const cases = [
  {
    what: 'fields nested',
    code: 'LIMIT_DEPTH',
    most: limits.depth,
    write: (count: number) => nested(count),
  },
  {
    what: 'fields nested through fragments',
    code: 'LIMIT_DEPTH',
    most: limits.depth,
    write: (count: number) => `{ deep { ...F } } fragment F on Deep ${nested(count - 1)}`,
  },
  {
    what: 'aliases',
    code: 'LIMIT_ALIASES',
    most: limits.aliases,
    write: (count: number) => `{ deep { ${times(count, (at) => `a${at}: name`)} } }`,
  },
  {
    what: 'repetitions of __typename',
    code: 'LIMIT_ALIASES',
    most: limits.aliases,
    write: (count: number) => `{ deep { ${times(count + 1, () => '__typename')} } }`,
  },
  {
    what: 'directives',
    code: 'LIMIT_DIRECTIVES',
    most: limits.directives,
    write: (count: number) => `{ deep { ${times(count, (at) => `f${at}: name @include(if: true)`)} } }`,
  },
  {
    what: 'root fields',
    code: 'LIMIT_ROOT_FIELDS',
    most: limits.rootFields,
    write: (count: number) => `{ ${times(count, (at) => `f${at}: who`)} }`,
  },
  {
    what: 'root fields through fragments',
    code: 'LIMIT_ROOT_FIELDS',
    most: limits.rootFields,
    write: (count: number) => `{ ...F } fragment F on Query { ${times(count, (at) => `f${at}: who`)} }`,
  },
];

test.for(cases)('$most $what are answered and one more is refused as $code', async ({ code, most, write }) => {
  expect(await codesOf(write(most))).toEqual(answered);
  expect(await codesOf(write(most + 1))).toEqual(refusedAs(code));
});

// Straight at the rules: over HTTP, GraphQL's own rules would refuse these documents first.
const foundBy = (query: string) =>
  validate(smallSchema(), parse(query), limitRules).map(({ extensions }) => extensions['limit']);

test('fragments that double one another are counted as spread, without being spread', async () => {
  const levels = 40;
  const doubling = times(
    levels,
    (at) => `fragment F${at} on Deep { a: deep { ...F${at + 1} } b: deep { ...F${at + 1} } }`,
  );
  const query = `{ deep { ...F0 } } ${doubling} fragment F${levels} on Deep { name }`;
  const started = performance.now();
  expect(foundBy(query)).toEqual(['LIMIT_DEPTH', 'LIMIT_ALIASES']);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect((await codesOf(query)).status).toBe(400);
});

test('fragments that spread themselves are refused, and checking them ends', async () => {
  const query = '{ deep { ...A } } fragment A on Deep { ...B } fragment B on Deep { deep { ...A } }';
  expect(foundBy(query)).toEqual([]);
  expect((await codesOf(query)).status).toBe(400);
});

test('a document of too many words is refused while it is read', async () => {
  const { status, codes } = await codesOf(`{ ${times(limits.tokens, () => 'who')} }`);
  expect({ status, codes }).toEqual(refusedAs('GRAPHQL_PARSE_FAILED'));
});

test('at most five mistakes are told, then that there are more', async () => {
  const { codes } = await codesOf(`{ ${times(9, (at) => `wrong${at}`)} }`);
  expect(codes).toHaveLength(limits.errors + 1);
});

test('a mistaken name is not met with the names there are', async () => {
  const answer = await hub.ask('{ whoo }', { headers });
  expect(answer.body).not.toContain('Did you mean');
});

test('introspection as tools send it is within the limits', async () => {
  expect(await codesOf(getIntrospectionQuery())).toEqual(answered);
});

test('the register holds every rule of its folder', async () => {
  const files = await readdir(new URL('../../src/server/limits/', import.meta.url));
  const others = ['index.ts', 'limits.ts', 'measure.ts', 'exceeded.ts'];
  expect(limitRules).toHaveLength(files.filter((file) => !others.includes(file)).length);
});
