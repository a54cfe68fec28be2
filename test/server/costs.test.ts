import { buildSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childViewDocument } from '../../bench/child-view/document.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { newBudget } from '../../src/server/cost/budget.ts';
import { type CostedOperation, operationCost } from '../../src/server/cost/operation-cost.ts';
import { firstQuestion } from '../../src/server/development-offers.ts';
import { costs } from '../../src/server/limits/limits.ts';
import { sharedViewDocument } from '../../src/server/web/shared-view/question.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';

const hubSchema = buildHubSchema();
const operationOf = (text: string, variables: CostedOperation['variables'] = {}): CostedOperation => {
  const document = parse(text);
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  return { document, operation, variables };
};

describe('what an operation costs', () => {
  const costOf = operationCost(hubSchema);
  const cost = (text: string, variables?: CostedOperation['variables']) => costOf(operationOf(text, variables));

  test.for([
    ['a field', '{ hub { now } }', {}, 2],
    ['a page of twenty with one value each', '{ children(first: 20) { nodes { id } } }', {}, 1 + 20 * 2],
    ['a page by edges', '{ children(first: 20) { edges { node { id } } } }', {}, 1 + 20 * 3],
    ['a page of the usual size', '{ children { nodes { id } } }', {}, 1 + 50 * 2],
    ['pages in pages', '{ children(first: 10) { nodes { episodes(first: 5) { id } } } }', {}, 1 + 10 * (1 + 1 + 5)],
    ['a size that is a variable', 'query Q($n: PageSize) { children(first: $n) { nodes { id } } }', { n: 7 }, 15],
    ['a variable left out', 'query Q($n: PageSize = 3) { children(first: $n) { nodes { id } } }', {}, 7],
    [
      'a size that will be refused',
      'query Q($n: PageSize) { children(first: $n) { nodes { id } } }',
      { n: -9_999 },
      101,
    ],
    ['a short list', '{ child(id: "x") { absences { field } } }', {}, 1 + 1 + costs.listed],
    ['what a fragment holds', '{ children(first: 2) { ...P } } fragment P on ChildConnection { nodes { id } }', {}, 5],
    [
      'what another type holds',
      '{ node(id: "x") { ... on Child { id episodes(first: 2) { id } } } }',
      {},
      1 + 1 + 1 + 2,
    ],
    ['what may be left out', '{ hub { now @skip(if: true) } }', {}, 2],
    ['a field there is not', '{ nothing }', {}, 1],
  ] as const)('%s', ([, text, variables, expected]) => {
    expect(cost(text, variables)).toBe(expected);
  });

  test('grows with a variable, of one document parsed once', () => {
    const one = operationOf('query Q($n: PageSize) { children(first: $n) { nodes { id } } }');
    expect([1, 2, 200].map((n) => costOf({ ...one, variables: { n } }))).toEqual([3, 5, 401]);
  });

  test('a mutation costs what it does beside what it shows, in a fragment too', () => {
    const schema = buildSchema('type Query { a: Int } type Mutation { go: Query }');
    const text = 'mutation { go { a } ...M } fragment M on Mutation { again: go { a } }';
    expect(operationCost(schema)(operationOf(text))).toBe(2 * (costs.mutation + 1));
  });

  test.for([
    ['the child view', childViewDocument],
    ['the first question', firstQuestion.document],
    ['the shared view of the first page', sharedViewDocument],
  ] as const)('%s costs a hundredth of what one operation may', ([, text]) => {
    expect(cost(text)).toBeLessThan(costs.operation / 100);
  });
});

describe('a budget', () => {
  const [worker, school] = [viewerOf('social-worker'), viewerOf('school-safeguarding-lead')];

  test('is spent, refuses, says how long, and is filled evenly over a minute', () => {
    const budget = newBudget({ perMinute: 600, spenders: 10 });
    expect(budget.spend(worker, 600, 0)).toEqual({ ok: true });
    expect(budget.spend(worker, 50, 0)).toEqual({ ok: false, retryAfterSeconds: 5 });
    expect(budget.spend(worker, 50, 4_900)).toEqual({ ok: false, retryAfterSeconds: 1 });
    expect(budget.spend(worker, 50, 5_000)).toEqual({ ok: true });
    expect(budget.spend(worker, 600, 60_000 + 5_000)).toEqual({ ok: true });
  });

  test('is each person’s own, by organisation', () => {
    const budget = newBudget({ perMinute: 10, spenders: 10 });
    for (const viewer of [worker, school, { ...worker, person: 'other' }, { ...worker, organisation: 'other' }]) {
      expect(budget.spend(viewer, 10, 0)).toEqual({ ok: true });
      expect(budget.spend(viewer, 1, 0).ok).toBe(false);
    }
    expect(budget.spend({ ...worker, purpose: 'STAT_RETURN' }, 1, 0).ok).toBe(false);
  });

  test('gains nothing from a clock that is set back', () => {
    const budget = newBudget({ perMinute: 10, spenders: 10 });
    expect(budget.spend(worker, 10, 1_000_000)).toEqual({ ok: true });
    expect(budget.spend(worker, 1, 0).ok).toBe(false);
  });

  test('remembers so many, and forgets first who asked longest ago', () => {
    const budget = newBudget({ perMinute: 10, spenders: 2 });
    const [a, b, c] = ['a', 'b', 'c'].map((person) => ({ ...worker, person }));
    if (!(a && b && c)) throw new Error('three are needed');
    for (const viewer of [a, b, c]) budget.spend(viewer, 10, 0);
    expect(budget.spend(c, 1, 0).ok).toBe(false);
    expect(budget.spend(b, 1, 0).ok).toBe(false);
    expect(budget.spend(a, 1, 0).ok).toBe(true);
  });
});

describe('over HTTP', () => {
  let hub: SmallHub;
  let now = 0;
  beforeAll(async () => {
    const spending = { budget: newBudget({ perMinute: 6 * costs.request, spenders: 10 }), systemNow: () => now };
    hub = await smallHub({ production: true, spending });
  });
  afterAll(() => hub.close());

  const as = async (person: string) => ({
    authorization: `Bearer ${await hub.issuer.mint({ role: 'social-worker', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN', person })}`,
  });

  test('who has spent what there is is told when to come back, and then is answered', async () => {
    const headers = await as('spender');
    const statuses: number[] = [];
    for (let at = 0; at < 8; at += 1) statuses.push((await hub.ask('{ who }', { headers })).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = await hub.ask('{ who }', { headers });
    const { code, retryAfterSeconds } = refused.json().errors[0].extensions;
    expect(code).toBe('BUDGET_SPENT');
    expect(refused.headers['retry-after']).toBe(String(retryAfterSeconds));
    expect(refused.json()).not.toHaveProperty('data');
    expect((await hub.ask('{ who }', { headers: await as('another') })).statusCode).toBe(200);
    now += retryAfterSeconds * 1_000;
    expect((await hub.ask('{ who }', { headers })).statusCode).toBe(200);
  });

  test('the operation itself is refused the same way where only it is too much', async () => {
    const headers = await as('spender of much');
    for (let at = 0; at < 4; at += 1) await hub.ask('{ who }', { headers });
    const wide = `{ deep { ${Array.from({ length: 20 }, (_, at) => `a${at}: name`).join(' ')} } }`;
    const refused = await hub.ask(wide, { headers });
    expect(refused.statusCode).toBe(429);
    expect(refused.json().errors[0].extensions).toEqual({
      code: 'BUDGET_SPENT',
      retryAfterSeconds: expect.any(Number),
    });
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  });

  test('a document that is refused costs asking', async () => {
    const headers = await as('guesser');
    const statuses: number[] = [];
    for (let at = 0; at < 7; at += 1) statuses.push((await hub.ask('{ nothing }', { headers })).statusCode);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 429]);
  });
});
