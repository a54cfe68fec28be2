import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ServedHub, serveTestHub } from '../support/served-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';
import { hostileKinds, type Sent } from './hostile-documents.ts';

/** Longest that one request may keep the processor, and so every other caller waiting. */
const longestMs = 200;

const answer = z.looseObject({
  data: z.unknown().optional(),
  errors: z.array(z.looseObject({ extensions: z.looseObject({ code: z.string() }) })).optional(),
});

let hub: ServedHub;
let authorization: string;
beforeAll(async () => {
  hub = await serveTestHub();
  authorization = await hub.token(viewerOf('social-worker'));
  await post({ body: '{"query":"{ children(first: 1) { nodes { id } } }"}' });
});
afterAll(() => hub.close());

const post = async ({ body, headers }: Sent) => {
  const taken = hub.taken();
  // Time of this process, not of the clock: a busy machine is no stall.
  const before = process.cpuUsage();
  const response = await hub.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...headers,
      authorization,
    },
    payload: body,
  });
  const { user, system } = process.cpuUsage(before);
  const { data, errors = [] } = answer.parse(response.json());
  return {
    status: response.statusCode,
    data,
    codes: errors.map(({ extensions }) => extensions.code),
    asked: hub.taken() - taken,
    milliseconds: (user + system) / 1_000,
  };
};

const corpus = hostileKinds.flatMap(({ kind, hostile }) => hostile.map((one) => ({ ...one, kind })));

test('the corpus holds at least sixty requests, each once', () => {
  const titles = corpus.map(({ kind, title }) => `${kind}: ${title}`);
  expect(titles.length).toBeGreaterThanOrEqual(60);
  expect(new Set(titles).size).toBe(titles.length);
});

describe.each(hostileKinds)('$kind', ({ twin, hostile }) => {
  test('within the caps are answered', async () => {
    const { status, data, codes } = await post(twin);
    expect({ status, codes }).toEqual({ status: 200, codes: [] });
    expect(data).toBeTypeOf('object');
  });

  test.for(hostile)('$title: refused as $code, and nothing is read', async ({ code, ...one }) => {
    const { status, data, codes, asked, milliseconds } = await post(one);
    expect(codes).toContain(code);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(data).toBeUndefined();
    expect(asked).toBe(0);
    expect(milliseconds).toBeLessThan(longestMs);
  });
});
