import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedHub, serveTestHub } from '../support/served-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';

let hub: ServedHub;
let authorization: string;
beforeAll(async () => {
  hub = await serveTestHub({ children: 1 });
  authorization = await hub.token(viewerOf('social-worker'));
});
afterAll(() => hub.close());

/** A request that graphql-cop sends, and what of an answer it would report. */
interface Check {
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  readonly url?: string;
  readonly type?: string;
  readonly body?: unknown;
  /** What an answer must not show. */
  readonly finding: (text: string, answer: Answer) => boolean;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const times = (count: number, write: (at: number) => string) => Array.from({ length: count }, (_, at) => write(at));
const cop = (selection: string) => ({ query: `query cop { ${selection} }`, operationName: 'cop' });
const answersData = (_text: string, { data }: Answer) => data !== undefined && data !== null;

/** Types within types, as many as a reader of the published schema could follow. */
const circle = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${circle(levels - 1)} } }`);

/** ★ The twelve checks of graphql-cop 1.15, written anew from its published list. */
const checks: readonly Check[] = [
  {
    name: 'alias overloading',
    body: cop(times(101, (at) => `alias${at}:__typename`).join(' ')),
    finding: (_text, { data }) => data?.['alias100'] !== undefined,
  },
  {
    name: 'batching',
    body: times(10, () => '').map(() => cop('__typename')),
    finding: (text) => Array.isArray(JSON.parse(text)) || text.includes('"data"'),
  },
  {
    name: 'directive overloading',
    body: cop(`__typename ${'@aa'.repeat(10)}`),
    finding: (_text, { errors = [] }) => errors.length >= 10,
  },
  { name: 'circular introspection', body: cop(`__schema { types { ${circle(4)} } }`), finding: answersData },
  {
    name: 'field suggestions',
    body: cop('__schema { directive }'),
    finding: (text) => text.toLowerCase().includes('did you mean'),
  },
  { name: 'field duplication', body: cop(times(500, () => '__typename').join('\n')), finding: answersData },
  { name: 'introspection', body: cop('__schema { types { name fields { name } } }'), finding: answersData },
  { name: 'a query by GET', method: 'GET', url: '/graphql?query=query%20cop%20%7B__typename%7D', finding: answersData },
  {
    name: 'a mutation by GET',
    method: 'GET',
    url: '/graphql?query=mutation%20cop%20%7B__typename%7D',
    finding: answersData,
  },
  {
    name: 'a form by POST, as another site could send it',
    type: 'application/x-www-form-urlencoded',
    body: 'query=query%20cop%20%7B__typename%7D',
    finding: answersData,
  },
  {
    name: 'tracing',
    body: cop('__typename'),
    finding: (_text, { extensions = {} }) => 'tracing' in extensions || 'ftv1' in extensions,
  },
  {
    name: 'unhandled errors',
    body: { query: 'qwerty cop { abc }' },
    finding: (text) => /stacktrace|exception|node_modules/.test(text),
  },
];

const send = async ({ method = 'POST', url = '/graphql', type = 'application/json', body }: Check, signedIn: boolean) =>
  hub.app.inject({
    ...{ method, url },
    headers: { ...(body !== undefined && { 'content-type': type }), ...(signedIn && { authorization }) },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

test('the twelve checks are there', () => expect(checks).toHaveLength(12));

test.for(checks.flatMap((check) => [true, false].map((signedIn) => ({ ...check, signedIn }))))(
  '$name finds nothing (signed in: $signedIn)',
  async ({ signedIn, ...check }) => {
    const response = await send(check, signedIn);
    expect(check.finding(response.body, response.json())).toBe(false);
    expect(response.statusCode).toBeLessThan(500);
  },
);

test('the checks would find what they look for', () => {
  const found: Readonly<Record<string, Answer>> = {
    'alias overloading': { data: { alias100: 'Query' } },
    'directive overloading': { errors: times(10, () => '').map(() => ({ message: 'Unknown directive "@aa".' })) },
    'field suggestions': { errors: [{ message: 'Did you mean "directives"?' }] },
    tracing: { data: {}, extensions: { tracing: {} } },
    'unhandled errors': { errors: [{ message: 'x', extensions: { stacktrace: [] } }] },
  };
  for (const { name, finding } of checks) {
    const answer = found[name] ?? { data: { __typename: 'Query' } };
    expect([name, finding(JSON.stringify(answer), answer)]).toEqual([name, true]);
  }
});
