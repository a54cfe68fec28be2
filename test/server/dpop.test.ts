import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authenticate, authenticator } from '../../src/server/authenticate.ts';
import { openPools } from '../../src/store/pools.ts';
import { type FirstUse, firstUse, purgeTokenRecords } from '../../src/store/token-proofs.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';
import { graphqlAddress, newTokenHolder, type TokenHolder, type Wrong } from '../support/token-holder.ts';

let now = Date.parse('2026-11-23T12:00:00Z');
const systemNow = () => now;
const holder = await newTokenHolder(systemNow);
const stranger = await generateKeyPair('ES256', { extractable: true });
const strangersJwk = await exportJWK(stranger.publicKey);
const rsa = await generateKeyPair('RS256', { extractable: true });
const rsaJwk = await exportJWK(rsa.publicKey);

let database: TestDatabase;
let isFirst: FirstUse;
beforeAll(async () => {
  database = await createDatabase();
  isFirst = firstUse(database.pools.ledger);
});
afterAll(() => database.drop());

const hub = (parts: { isRequired?: boolean; who?: TokenHolder } = {}): Authenticate =>
  authenticator((parts.who ?? holder).rules, { isRequired: parts.isRequired ?? false, firstUse: isFirst });

const sent = { method: 'POST', address: graphqlAddress };
const present = async (authenticate: Authenticate, token: string, proof?: string) =>
  authenticate({ authorization: `DPoP ${token}`, proof, ...sent });

const boundToken = (who: TokenHolder = holder) => who.token({ claims: who.bound });
const tried = async (wrong: Wrong) => {
  const token = await boundToken();
  return present(hub(), token, await holder.proof(token, wrong));
};

const invalid = { kind: 'refused', code: 'PROOF_INVALID' };

describe('a token that was issued to the holder of a key is accepted', () => {
  test('with a proof signed with that key', async () => {
    const token = await boundToken();
    expect(await present(hub(), token, await holder.proof(token))).toMatchObject({
      kind: 'viewer',
      viewer: { person: 'worker-1', token: { issuedAt: '2026-11-23T12:00:00.000Z' } },
    });
  });

  test('with a proof signed with EdDSA', async () => {
    const edwards = await newTokenHolder(systemNow, 'EdDSA');
    const token = await boundToken(edwards);
    expect(await present(hub({ who: edwards }), token, await edwards.proof(token))).toMatchObject({ kind: 'viewer' });
  });

  test('again and again, with a new proof each time', async () => {
    const token = await boundToken();
    for (let time = 0; time < 3; time += 1) {
      expect(await present(hub(), token, await holder.proof(token))).toMatchObject({ kind: 'viewer' });
    }
  });

  test('with the same jti from another key: it is the holder who may not repeat it', async () => {
    const other = await newTokenHolder(systemNow);
    const [one, two] = [await boundToken(), await boundToken(other)];
    const claims = { jti: randomUUID() };
    expect(await present(hub(), one, await holder.proof(one, { claims }))).toMatchObject({ kind: 'viewer' });
    const second = await present(hub({ who: other }), two, await other.proof(two, { claims }));
    expect(second).toMatchObject({ kind: 'viewer' });
  });

  test.for([
    ['written with its port', { htu: 'HTTP://LOCALHOST:4000/graphql' }],
    ['with a query and a fragment, which do not count', { htu: `${graphqlAddress}?a=1#b` }],
    ['made up to a minute ago', { iat: now / 1000 - 60 }],
    ['made by a clock five seconds ahead', { iat: now / 1000 + 5 }],
  ] as const)('with a proof %s', async ([, claims]) => {
    expect(await tried({ claims })).toMatchObject({ kind: 'viewer' });
  });
});

describe('it is refused', () => {
  test.for([
    ['of another type', { header: { typ: 'jwt' } }],
    ['without a type', { header: { typ: undefined } }],
    ['that names the key and does not carry it', { header: { jwk: undefined, kid: 'a' } }],
    ['that carries the private key', { header: { jwk: holder.privateJwk } }],
    ['that carries a stranger’s key, which did not sign it', { header: { jwk: strangersJwk } }],
    ['of a stranger', { header: { jwk: strangersJwk }, key: stranger.privateKey }],
    ['signed with an algorithm that is not pinned', { header: { alg: 'RS256', jwk: rsaJwk }, key: rsa.privateKey }],
    ['signed with the public key as a secret', { header: { alg: 'HS256' }, key: Buffer.from(holder.thumbprint) }],
    ['for another method', { claims: { htm: 'GET' } }],
    ['for a method written otherwise', { claims: { htm: 'post' } }],
    ['for another path', { claims: { htu: 'http://localhost:4000/graphq' } }],
    ['for another port', { claims: { htu: 'http://localhost:4001/graphql' } }],
    ['for another scheme', { claims: { htu: 'https://localhost:4000/graphql' } }],
    ['for another host', { claims: { htu: 'http://hub.example:4000/graphql' } }],
    ['for no address', { claims: { htu: '/graphql' } }],
    ['made too long ago', { claims: { iat: now / 1000 - 66 } }],
    ['made in the future', { claims: { iat: now / 1000 + 6 } }],
    ['that has expired', { claims: { exp: now / 1000 - 6 } }],
    ['that is not yet valid', { claims: { nbf: now / 1000 + 6 } }],
    ['made at a time that is none', { claims: { iat: 'now' } }],
    ['for another token', { claims: { ath: Buffer.alloc(32).toString('base64url') } }],
    ['without htm', { claims: { htm: undefined } }],
    ['without htu', { claims: { htu: undefined } }],
    ['without iat', { claims: { iat: undefined } }],
    ['without ath', { claims: { ath: undefined } }],
    ['without jti', { claims: { jti: undefined } }],
    ['with an empty jti', { claims: { jti: '' } }],
    ['with an endless jti', { claims: { jti: 'x'.repeat(201) } }],
  ] as const)('with a proof %s', async ([, wrong]) => {
    expect(await tried(wrong)).toEqual(invalid);
  });

  test('without a proof, and with what is none', async () => {
    const token = await boundToken();
    for (const proof of [undefined, '', 'a.b.c', token, `${await holder.proof(token)}, ${await holder.proof(token)}`]) {
      expect(await present(hub(), token, proof)).toEqual(invalid);
    }
  });

  test('at an address the hub cannot tell', async () => {
    const token = await boundToken();
    const proof = await holder.proof(token);
    const outcome = await hub()({ authorization: `DPoP ${token}`, proof, method: 'POST' });
    expect(outcome).toEqual(invalid);
  });

  test('as a bearer token: whoever stole it has no key', async () => {
    const token = await boundToken();
    const authorization = `Bearer ${token}`;
    const refusal = { kind: 'refused', code: 'PROOF_REQUIRED' };
    expect(await hub()({ authorization })).toEqual(refusal);
    expect(await hub()({ authorization, proof: await holder.proof(token), ...sent })).toEqual(refusal);
  });

  test('as a bearer token, bound to a certificate instead', async () => {
    const token = await holder.token({ claims: { cnf: { 'x5t#S256': 'abc' } } });
    expect(await hub()({ authorization: `Bearer ${token}` })).toMatchObject({ code: 'PROOF_REQUIRED' });
    expect(await present(hub(), token, await holder.proof(token))).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('by a hub that takes no proofs', async () => {
    const token = await boundToken();
    const authenticate = authenticator(holder.rules);
    expect(await present(authenticate, token, await holder.proof(token))).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('with a proof that was used, at this hub, after a restart and at another replica', async () => {
    const token = await boundToken();
    const proof = await holder.proof(token);
    const first = hub();
    expect(await present(first, token, proof)).toMatchObject({ kind: 'viewer' });
    expect(await present(first, token, proof)).toEqual(invalid);
    expect(await present(hub(), token, proof)).toEqual(invalid);
    const pools = await openPools({ url: database.url, max: 2 });
    const replica = authenticator(holder.rules, { isRequired: false, firstUse: firstUse(pools.ledger) });
    expect(await present(replica, token, proof)).toEqual(invalid);
    expect(await present(replica, token, await holder.proof(token))).toMatchObject({ kind: 'viewer' });
    await pools.end();
  });

  test('with one proof sent many times at once: one of them is accepted', async () => {
    const token = await boundToken();
    const proof = await holder.proof(token);
    const hubs = [hub(), hub()];
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => present(hubs[index % 2] ?? hub(), token, proof)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'viewer')).toHaveLength(1);
  });

  test('where uses cannot be noted, it is not accepted', async () => {
    const broken = authenticator(holder.rules, {
      isRequired: false,
      firstUse: () => Promise.reject(new Error('no database')),
    });
    const token = await boundToken();
    await expect(present(broken, token, await holder.proof(token))).rejects.toThrow('no database');
  });
});

test('a token that anybody may present is no DPoP token', async () => {
  const token = await holder.token();
  expect(await present(hub(), token, await holder.proof(token))).toMatchObject({ code: 'TOKEN_INVALID' });
  expect(await hub()({ authorization: `Bearer ${token}` })).toMatchObject({ kind: 'viewer' });
});

test('where proof is required, a token without it is not accepted, whoever holds it', async () => {
  const strict = hub({ isRequired: true });
  const token = await holder.token();
  expect(await strict({ authorization: `Bearer ${token}` })).toEqual({ kind: 'refused', code: 'PROOF_REQUIRED' });
  const bound = await boundToken();
  expect(await present(strict, bound, await holder.proof(bound))).toMatchObject({ kind: 'viewer' });
});

test('a proof is forgotten once it has been too old to be accepted for an hour, and no sooner', async () => {
  const [old, young] = [Buffer.from('old'), Buffer.from('young')];
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  expect([await isFirst(old, hoursAgo(2)), await isFirst(young, hoursAgo(0.5))]).toEqual([true, true]);
  await inTransaction(database.pools.ingest, (tx) => purgeTokenRecords(tx, 31));
  expect([await isFirst(old, hoursAgo(0)), await isFirst(young, hoursAgo(0))]).toEqual([true, false]);
});

describe('over HTTP', () => {
  const asked = new Map<string, SmallHub>();
  beforeAll(async () => {
    now = Date.parse('2026-11-23T12:00:00Z');
    const parts = (isRequired: boolean) => ({ authenticate: hub({ isRequired }), isProofRequired: isRequired });
    asked.set('accepted', await smallHub(parts(false)));
    asked.set('required', await smallHub(parts(true)));
    asked.set('public', await smallHub({ ...parts(false), publicUrl: 'https://hub.example/api/' }));
  });
  afterAll(() => Promise.all([...asked.values()].map((one) => one.close())));
  const ask = async (name: string, headers: Record<string, string>) => {
    const one = asked.get(name);
    if (!one) throw new Error('no such hub');
    return one.ask('{ who }', { headers: { host: 'localhost:4000', ...headers } });
  };
  const proven = async (wrong: Wrong = {}) => {
    const token = await boundToken();
    return { authorization: `DPoP ${token}`, dpop: await holder.proof(token, wrong) };
  };

  test('a proven token asks as its viewer', async () => {
    const answer = await ask('accepted', await proven());
    expect(answer.json()).toEqual({ data: { who: 'social-worker' } });
  });

  test('a proof is for the address under which clients reach the hub, whatever Host says', async () => {
    const claims = { htu: 'https://hub.example/api/graphql' };
    expect((await ask('public', await proven({ claims }))).statusCode).toBe(200);
    expect((await ask('public', await proven())).statusCode).toBe(401);
    const elsewhere = { claims: { htu: 'http://other.example/graphql' } };
    const spoofed = { host: 'other.example', 'x-forwarded-host': 'other.example' };
    expect((await ask('public', { ...(await proven(elsewhere)), ...spoofed })).statusCode).toBe(401);
    expect((await ask('accepted', { ...(await proven(elsewhere)), ...spoofed })).statusCode).toBe(401);
  });

  test.for([
    ['accepted', 'Bearer realm="homeward", DPoP realm="homeward", algs="ES256 EdDSA"'],
    ['required', 'DPoP realm="homeward", algs="ES256 EdDSA"'],
  ] as const)('whoever sends no token is told how to send one, where proof is %s', async ([name, expected]) => {
    const answer = await ask(name, {});
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(expected);
  });

  test('a proof that is not accepted is 401 in the words of RFC 9449', async () => {
    const answer = await ask('accepted', await proven({ claims: { htm: 'GET' } }));
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('algs="ES256 EdDSA", error="invalid_dpop_proof"');
    expect(answer.json().errors[0].extensions).toEqual({ code: 'PROOF_INVALID' });
  });

  test('a bound token sent as bearer is 401 and the challenge says DPoP', async () => {
    const answer = await ask('required', { authorization: `Bearer ${await boundToken()}` });
    expect(answer.headers['www-authenticate']).toBe('DPoP realm="homeward", algs="ES256 EdDSA", error="invalid_token"');
    expect(answer.json().errors[0].extensions).toEqual({ code: 'PROOF_REQUIRED' });
  });
});
