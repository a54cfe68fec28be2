import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NotFound } from '../../src/domain/errors.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type ServedHub, serveTestHub } from '../support/served-hub.ts';
import { viewerOf } from '../support/world-viewers.ts';

const worker: Viewer = viewerOf('social-worker');
const input = '{ childId: "Child:00000000-0000-4000-8000-000000000000", reason: "x", idempotencyKey: "key-00000001" }';
const open = `breakGlassOpen(input: ${input}) { ... on Refusal { code } }`;
const challenge = (scheme: string) =>
  `${scheme} error="insufficient_user_authentication", error_description="A fresh and strong sign-in is needed", acr_values="phr phrh", max_age="300"`;

let hub: ServedHub;
const done: string[] = [];
beforeAll(async () => {
  const refuse = (what: string) => async () => {
    done.push(what);
    throw new NotFound('there is nobody');
  };
  hub = await serveTestHub({ useCases: { breakGlass: refuse('glass'), openReferral: refuse('referral') } });
});
afterAll(() => hub.close());
beforeEach(() => {
  done.length = 0;
});

const ways = [
  { title: 'plainly', query: `mutation { ${open} }` },
  { title: 'under another name', query: `mutation { hello: ${open} }` },
  { title: 'in a fragment', query: `mutation { ...F } fragment F on Mutation { ${open} }` },
  { title: 'in a fragment in a fragment', query: `mutation { ... { ...F } } fragment F on Mutation { x: ${open} }` },
  {
    title: 'after another mutation',
    query: `mutation { referralOpen(input: { handle: "h", reason: "x", idempotencyKey: "key-00000002" }) { __typename } ${open} }`,
  },
];

describe('the glass is broken by somebody who has just signed in', () => {
  test.for(ways)('asked $title without, the client is told how, and nothing is done', async ({ query }) => {
    const answer = await hub.ask(await hub.token(worker), { query });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain(challenge('Bearer realm="homeward",'));
    expect(answer.headers['www-authenticate']).toContain(challenge('DPoP realm="homeward", algs="ES256 EdDSA",'));
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'STEP_UP_REQUIRED' } }] });
    expect(answer.json().data).toBeUndefined();
    expect(done).toEqual([]);
  });

  test.for(ways)('asked $title with, it is', async ({ query }) => {
    const answer = await hub.ask(await hub.token(worker, { isFresh: true }), { query });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['www-authenticate']).toBeUndefined();
    expect(done).toContain('glass');
  });

  test('five minutes on, the same token is not enough, and still good for everything else', async () => {
    const authorization = await hub.token(worker, { isFresh: true });
    hub.wait(299_000);
    expect((await hub.ask(authorization, { query: `mutation { ${open} }` })).statusCode).toBe(200);
    hub.wait(7_000);
    expect((await hub.ask(authorization, { query: `mutation { ${open} }` })).statusCode).toBe(401);
    expect((await hub.ask(authorization, { query: '{ children(first: 1) { nodes { id } } }' })).statusCode).toBe(200);
  });
});
