import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestContext } from '../../src/server/graphql-plugins.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

let hub: SmallHub;
let begun = 0;
beforeAll(async () => {
  hub = await smallHub({
    production: true,
    plugins: [
      {
        requestDidStart: async () => ({
          didResolveOperation: async (_context: { contextValue: RequestContext }) => {
            begun += 1;
          },
        }),
      },
    ],
  });
});
afterAll(() => hub.close());

const begins = async (query: string, headers: Record<string, string> = {}) => {
  const before = begun;
  const { statusCode } = await hub.ask(query, { headers });
  return { status: statusCode, begun: begun - before };
};

test('what may not be asked is not begun by any plugin, though all are asked at once', async () => {
  expect(await begins('{ who }')).toEqual({ status: 401, begun: 0 });
  const headers = { authorization: `Bearer ${await hub.token()}` };
  expect(await begins('{ __schema { queryType { name } } }', headers)).toEqual({ status: 400, begun: 0 });
});

test('what may be asked is begun once', async () => {
  const headers = { authorization: `Bearer ${await hub.token()}` };
  expect(await begins('{ who }', headers)).toEqual({ status: 200, begun: 1 });
  expect(await begins('{ __typename }')).toEqual({ status: 200, begun: 1 });
});
