import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authenticate, authenticator } from '../../src/server/authenticate.ts';
import { openPools, type Pools } from '../../src/store/pools.ts';
import { firstUse } from '../../src/store/token-proofs.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { newRandom } from '../support/random.ts';
import { graphqlAddress, newTokenHolder, type Wrong } from '../support/token-holder.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const seconds = now / 1000;
const holder = await newTokenHolder(() => now);
const thief = await generateKeyPair('ES256', { extractable: true });
const thiefJwk = await exportJWK(thief.publicKey);
const publicSecret = new TextEncoder().encode(JSON.stringify(holder.published));
const random = newRandom(14);

let database: TestDatabase;
let replica: Pools;
beforeAll(async () => {
  database = await createDatabase();
  replica = await openPools({ url: database.url, max: 4 });
});
afterAll(async () => {
  await replica.end();
  await database.drop();
});

/** A hub that has just started over a database others use too, and remembers nothing of its own. */
const started = (pools: Pools = database.pools): Authenticate =>
  authenticator(holder.rules, { isRequired: false, firstUse: firstUse(pools.ledger) });

interface Attempt {
  readonly scheme: string;
  readonly token: string;
  readonly proof: string;
  readonly method: string;
  readonly address: string;
}

const attempt = async (authenticate: Authenticate, { scheme, token, ...request }: Attempt) =>
  (await authenticate({ authorization: `${scheme} ${token}`, ...request })).kind;

const valid = async (wrongToken: Wrong = {}, wrongProof: Wrong = {}): Promise<Attempt> => {
  const token = await holder.token({ ...wrongToken, claims: { ...holder.bound, ...wrongToken.claims } });
  const proof = await holder.proof(token, wrongProof);
  return { scheme: 'DPoP', token, proof, method: 'POST', address: graphqlAddress };
};

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/=~ ,"';

/** Another text, one sign of which is not what it was. */
const otherAt = (text: string, place: number): string => {
  const at = place % text.length;
  const other = random.pick([...signs].filter((sign) => sign !== text[at]));
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
};

const parts = (text: string): string[] => text.split('.');

/** A text of which one part is another's. */
const grafted = (text: string, other: string, part: number): string =>
  parts(text)
    .map((own, index) => (index === part % 3 ? (parts(other)[index] ?? '') : own))
    .join('.');

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const unsigned = (text: string, header: Readonly<Record<string, unknown>>): string =>
  `${encode(header)}.${parts(text)[1]}.`;

/** ★ What may be wrong with a token that somebody took the trouble to sign. */
const wrongTokens: readonly Wrong[] = [
  { header: { alg: 'HS256' }, key: publicSecret },
  { header: { kid: 'b' } },
  { header: { typ: 'JWT' } },
  { header: { typ: undefined } },
  { key: thief.privateKey },
  { claims: { iss: 'https://elsewhere.example' } },
  { claims: { iss: undefined } },
  { claims: { aud: 'urn:homeward:other' } },
  { claims: { aud: undefined } },
  { claims: { exp: seconds - 6 } },
  { claims: { exp: undefined } },
  { claims: { nbf: seconds + 6 } },
  { claims: { iat: seconds + 6 } },
  { claims: { iat: undefined } },
  { claims: { jti: undefined } },
  { claims: { sub: undefined } },
  { claims: { cnf: undefined } },
  { claims: { cnf: { jkt: 'another' } } },
  { claims: { homeward_role: 'superuser' } },
  { claims: { homeward_organisation: 'E09000001' } },
];

/** ★ And with a proof. */
const wrongProofs: readonly Wrong[] = [
  { header: { alg: 'HS256' }, key: publicSecret },
  { header: { typ: 'JWT' } },
  { header: { jwk: thiefJwk } },
  { header: { jwk: thiefJwk }, key: thief.privateKey },
  { header: { jwk: holder.privateJwk } },
  { header: { jwk: undefined, kid: 'a' } },
  { key: thief.privateKey },
  { claims: { htm: 'GET' } },
  { claims: { htu: `${graphqlAddress}/other` } },
  { claims: { htu: 'https://elsewhere.example/graphql' } },
  { claims: { iat: seconds - 66 } },
  { claims: { iat: seconds + 6 } },
  { claims: { ath: undefined } },
  { claims: { ath: createHash('sha256').update('another token').digest('base64url') } },
  { claims: { jti: undefined } },
];

/** ★ The ways of an attacker who may have seen a good request, and has not the key; each makes a request of its own. */
const ways: Readonly<Record<string, (round: number) => Promise<Attempt>>> = {
  'one sign of the token is another': async (round) => {
    const good = await valid();
    const token = otherAt(good.token, round);
    return { ...good, token, proof: await holder.proof(token) };
  },
  'one sign of the proof is another': async (round) => {
    const good = await valid();
    return { ...good, proof: otherAt(good.proof, round) };
  },
  'a part of the token is another token’s': async (round) => {
    const good = await valid();
    const other = await valid({ claims: { homeward_role: 'duty-team', sub: 'worker-2' } });
    // Two headers of one issuer are the same.
    const token = grafted(good.token, other.token, 1 + (round % 2));
    return { ...good, token, proof: await holder.proof(token) };
  },
  'a part of the proof is another proof’s': async (round) => {
    const [good, other] = [await valid(), await valid()];
    return { ...good, proof: grafted(good.proof, other.proof, 1 + (round % 2)) };
  },
  'the token is not signed': async () => {
    const good = await valid();
    const token = unsigned(good.token, { alg: 'none', typ: 'at+jwt' });
    return { ...good, token, proof: await holder.proof(token) };
  },
  'the proof is not signed': async () => {
    const good = await valid();
    return { ...good, proof: unsigned(good.proof, { alg: 'none', typ: 'dpop+jwt' }) };
  },
  'the token is signed and wrong': (round) => valid(wrongTokens[round % wrongTokens.length]),
  'the proof is signed and wrong': (round) => valid({}, wrongProofs[round % wrongProofs.length]),
  'the token comes with another token’s proof': async () => ({ ...(await valid()), proof: (await valid()).proof }),
  'the token comes alone': async () => ({ ...(await valid()), scheme: 'Bearer', proof: '' }),
  'the request is another': async (round) => ({
    ...(await valid()),
    ...(round % 2 === 0 ? { method: 'GET' } : { address: 'http://localhost:4000/issuer/token' }),
  }),
  'the whole request is sent again, here, after a restart or to a replica': async (round) => {
    const good = await valid();
    const first = await attempt(hubs[round % hubs.length] ?? started(), good);
    if (first !== 'viewer') throw new Error('the good request was not accepted');
    return good;
  },
};

const hubs: Authenticate[] = [];

test('of requests with a mutated token or proof none is accepted, of as many good ones all are', async () => {
  hubs.push(started(), started(replica));
  const notRefused: string[] = [];
  let lost = 0;
  const names = Object.keys(ways);
  const each = rounds(300, 10_000);
  for (let round = 0; round < each; round += 1) {
    const name = names[round % names.length] ?? '';
    const place = Math.floor(round / names.length);
    const wrong = await ways[name]?.(place);
    if (!wrong) throw new Error('no such way');
    const receiver = random.pick([...hubs, started()]);
    const outcome = await attempt(receiver, wrong);
    if (outcome !== 'refused') notRefused.push(`${name} (${place}): ${outcome}`);
    if ((await attempt(random.pick(hubs), await valid())) !== 'viewer') lost += 1;
  }
  expect({ notRefused, lost }).toEqual({ notRefused: [], lost: 0 });
}, 1_200_000);

test('and none of a good request in which any one sign is another', async () => {
  const authenticate = started();
  const good = await valid();
  const step = rounds(13, 1);
  const notRefused: string[] = [];
  for (let place = good.token.length - 1; place >= 0; place -= step) {
    const token = otherAt(good.token, place);
    if ((await attempt(authenticate, { ...good, token, proof: await holder.proof(token) })) !== 'refused') {
      notRefused.push(`token ${place}`);
    }
  }
  for (let place = good.proof.length - 1; place >= 0; place -= step) {
    if ((await attempt(authenticate, { ...good, proof: otherAt(good.proof, place) })) !== 'refused') {
      notRefused.push(`proof ${place}`);
    }
  }
  expect(notRefused).toEqual([]);
  expect(await attempt(authenticate, good)).toBe('viewer');
}, 120_000);
