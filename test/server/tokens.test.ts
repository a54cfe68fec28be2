import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, createRemoteJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/domain/policy.ts';
import { readViewer } from '../../src/domain/viewer.ts';
import { type Authenticate, authenticator } from '../../src/server/authenticate.ts';
import { developmentViewers } from '../../src/server/issuer/development-viewers.ts';
import { openDevelopmentIssuer } from '../../src/server/issuer/issuer.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

const issuer = 'https://issuer.example';
const audience = 'urn:homeward:hub';
const now = Date.parse('2026-11-23T12:00:00Z');
const seconds = now / 1000;

interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
}

const good: JWTPayload = {
  iss: issuer,
  aud: audience,
  sub: 'worker-1',
  jti: 'token-1',
  iat: seconds,
  exp: seconds + 300,
  homeward_role: 'social-worker',
  homeward_organisation: 'E08000017',
  homeward_purpose: 'SAFEGUARD_PLAN',
};

const keys = await generateKeyPair('ES256', { extractable: true });
const edwards = await generateKeyPair('Ed25519', { extractable: true });
const strangers = await generateKeyPair('ES256');
const published = [
  { ...(await exportJWK(keys.publicKey)), kid: 'a', alg: 'ES256' },
  { ...(await exportJWK(edwards.publicKey)), kid: 'b', alg: 'EdDSA' },
];

const sign = (
  { header = {}, claims = {} }: Forgery = {},
  key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | Uint8Array = keys.privateKey,
) =>
  new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'a', ...header })
    .sign(key);

const believing = (systemNow = () => now): Authenticate =>
  authenticator({ issuer, audience, keys: createLocalJWKSet({ keys: published }), systemNow });

const present = (token: string, purpose?: string) => believing()({ authorization: `Bearer ${token}`, purpose });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token is accepted', () => {
  test('when it is signed with ES256 by the issuer, for this hub, for a viewer it knows', async () => {
    expect(await present(await sign())).toEqual({
      kind: 'viewer',
      viewer: {
        ...{ person: 'worker-1', organisation: 'E08000017', role: 'social-worker', purpose: 'SAFEGUARD_PLAN' },
        token: { id: 'token-1', issuedAt: '2026-11-23T12:00:00.000Z', isFresh: false },
      },
    });
  });

  test('when it is signed with EdDSA', async () => {
    const token = await sign({ header: { alg: 'EdDSA', kid: 'b' } }, edwards.privateKey);
    expect(await present(token)).toMatchObject({ kind: 'viewer' });
  });

  test('up to five seconds after it expired, because clocks differ', async () => {
    expect(await present(await sign({ claims: { exp: seconds - 4 } }))).toMatchObject({ kind: 'viewer' });
  });

  test('with the first of its purposes, or the one the header chooses', async () => {
    const token = await sign({ claims: { homeward_purpose: ['SAFEGUARD_PLAN', 'LOCATE_CHILD'] } });
    expect(await present(token)).toMatchObject({ viewer: { purpose: 'SAFEGUARD_PLAN' } });
    expect(await present(token, 'LOCATE_CHILD')).toMatchObject({ viewer: { purpose: 'LOCATE_CHILD' } });
  });

  test('with any purpose of the role when it names none', async () => {
    const token = await sign({ claims: { homeward_purpose: undefined } });
    expect(await present(token, 'CARE_REVIEW')).toMatchObject({ viewer: { purpose: 'CARE_REVIEW' } });
  });
});

describe('a token is refused', () => {
  const invalid = { kind: 'refused', code: 'TOKEN_INVALID' };
  const unknown = { kind: 'refused', code: 'VIEWER_UNKNOWN' };

  test('when it is not signed at all (alg none)', async () => {
    const token = `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(good)}.`;
    expect(await present(token)).toEqual(invalid);
  });

  test('when the public key was used as a shared secret (HS256)', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(published[0]));
    expect(await present(await sign({ header: { alg: 'HS256' } }, secret))).toEqual(invalid);
  });

  test('when it is signed with an algorithm that is not pinned', async () => {
    const rsa = await generateKeyPair('RS256', { extractable: true });
    const token = await sign({ header: { alg: 'RS256', kid: 'c' } }, rsa.privateKey);
    const jwk = { ...(await exportJWK(rsa.publicKey)), kid: 'c', alg: 'RS256' };
    const rules = { issuer, audience, keys: createLocalJWKSet({ keys: [jwk] }), systemNow: () => now };
    expect(await authenticator(rules)({ authorization: `Bearer ${token}` })).toEqual(invalid);
  });

  test('when a stranger signed it', async () => {
    expect(await present(await sign({}, strangers.privateKey))).toEqual(invalid);
  });

  test('when a claim was changed after signing', async () => {
    const [header, , signature] = (await sign()).split('.');
    const token = `${header}.${encode({ ...good, homeward_role: 'auditor' })}.${signature}`;
    expect(await present(token)).toEqual(invalid);
  });

  test('when it is for another hub (aud)', async () => {
    expect(await present(await sign({ claims: { aud: 'urn:homeward:other' } }))).toEqual(invalid);
  });

  test('when another issuer made it (iss)', async () => {
    expect(await present(await sign({ claims: { iss: 'https://elsewhere.example' } }))).toEqual(invalid);
  });

  test('when it has expired', async () => {
    const expired = { kind: 'refused', code: 'TOKEN_EXPIRED' };
    expect(await present(await sign({ claims: { exp: seconds - 6 } }))).toEqual(expired);
  });

  test('when it is not yet valid (nbf)', async () => {
    expect(await present(await sign({ claims: { nbf: seconds + 60 } }))).toEqual(invalid);
  });

  test('when it was issued in the future, or more than thirty days ago, whatever it says of its end', async () => {
    expect(await present(await sign({ claims: { iat: seconds + 6 } }))).toEqual(invalid);
    expect(await present(await sign({ claims: { iat: seconds - 29 * 86_400 } }))).toMatchObject({ kind: 'viewer' });
    const old = { kind: 'refused', code: 'TOKEN_EXPIRED' };
    expect(await present(await sign({ claims: { iat: seconds - 31 * 86_400 } }))).toEqual(old);
  });

  test('when it cannot be named, and so not be revoked (jti)', async () => {
    expect(await present(await sign({ claims: { jti: undefined } }))).toEqual(invalid);
    expect(await present(await sign({ claims: { jti: '' } }))).toEqual(unknown);
  });

  test('when it never expires', async () => {
    expect(await present(await sign({ claims: { exp: undefined } }))).toEqual(invalid);
  });

  test('when it is an identity token, not an access token (typ)', async () => {
    expect(await present(await sign({ header: { typ: 'JWT' } }))).toEqual(invalid);
    expect(await present(await sign({ header: { typ: undefined } }))).toEqual(invalid);
  });

  test('when it names nobody (sub)', async () => {
    expect(await present(await sign({ claims: { sub: undefined } }))).toEqual(invalid);
    expect(await present(await sign({ claims: { sub: '' } }))).toEqual(unknown);
  });

  test('when its role is not one of this hub', async () => {
    expect(await present(await sign({ claims: { homeward_role: 'superuser' } }))).toEqual(unknown);
  });

  test('when its organisation is not one of this hub', async () => {
    expect(await present(await sign({ claims: { homeward_organisation: 'E09000001' } }))).toEqual(unknown);
  });

  test('when its role is not one of its kind of agency', async () => {
    expect(await present(await sign({ claims: { homeward_role: 'police-investigator' } }))).toEqual(unknown);
  });

  test('when it lacks the claims of this hub', async () => {
    expect(await present(await sign({ claims: { homeward_role: undefined } }))).toEqual(unknown);
  });

  test('when its purpose is not one of its role', async () => {
    const token = await sign({ claims: { homeward_purpose: 'DIRECT_CARE' } });
    expect(await present(token)).toEqual({ kind: 'refused', code: 'PURPOSE_NOT_PERMITTED' });
  });

  test('when the header asks for a purpose that the token does not name', async () => {
    expect(await present(await sign(), 'CARE_REVIEW')).toEqual({ kind: 'refused', code: 'PURPOSE_NOT_PERMITTED' });
  });

  test('when neither token nor header names a purpose', async () => {
    const token = await sign({ claims: { homeward_purpose: undefined } });
    expect(await present(token)).toEqual({ kind: 'refused', code: 'PURPOSE_NOT_PERMITTED' });
  });

  test.for(['Basic abc', 'Bearer', 'Bearer abc', 'Bearer a.b', 'a.b.c', ''])(
    'when the header is not a bearer token: %j',
    async (authorization) => {
      expect(await believing()({ authorization })).toEqual(invalid);
    },
  );

  test('whatever it is, by a hub that has no issuer', async () => {
    expect(await authenticator(null)({ authorization: `Bearer ${await sign()}` })).toEqual(invalid);
  });

  test('once it expires, although it was accepted a moment before', async () => {
    let time = now;
    const authenticate = believing(() => time);
    const authorization = `Bearer ${await sign({ claims: { exp: seconds + 10 } })}`;
    expect(await authenticate({ authorization })).toMatchObject({ kind: 'viewer' });
    time += 16_000;
    expect(await authenticate({ authorization })).toMatchObject({ code: 'TOKEN_EXPIRED' });
  });
});

test('a request without a token is anonymous', async () => {
  expect(await believing()({})).toEqual({ kind: 'anonymous' });
});

test('an issuer whose keys cannot be fetched is not blamed on the token', async () => {
  const nowhere = createRemoteJWKSet(new URL('http://127.0.0.1:9/jwks'), { timeoutDuration: 500 });
  const authenticate = authenticator({ issuer, audience, keys: nowhere, systemNow: () => now });
  expect(await authenticate({ authorization: `Bearer ${await sign()}` })).toMatchObject({ kind: 'unavailable' });
});

describe('over HTTP', () => {
  let hub: SmallHub;
  beforeAll(async () => {
    hub = await smallHub();
  });
  afterAll(() => hub.close());

  test('a token that is not accepted is 401 with a challenge and a stable code, nothing more', async () => {
    const answer = await hub.ask('{ who }', { headers: { authorization: 'Bearer a.b.c' } });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="homeward", error="invalid_token", DPoP realm="homeward", algs="ES256 EdDSA", error="invalid_token"',
    );
    expect(answer.json()).toEqual({
      errors: [{ message: 'The access token was not accepted.', extensions: { code: 'TOKEN_INVALID' } }],
    });
  });

  test('a purpose that is not allowed is 403', async () => {
    const headers = { authorization: `Bearer ${await hub.token()}`, 'homeward-purpose': 'DIRECT_CARE' };
    const answer = await hub.ask('{ who }', { headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().errors[0].extensions.code).toBe('PURPOSE_NOT_PERMITTED');
  });

  test('an accepted token asks as its viewer', async () => {
    const answer = await hub.ask('{ who }', { headers: { authorization: `Bearer ${await hub.token()}` } });
    expect(answer.json()).toEqual({ data: { who: 'social-worker' } });
  });
});

describe('the development issuer', () => {
  test('has a viewer of every role whom the hub accepts', () => {
    expect(developmentViewers.map(({ role }) => role)).toEqual(roles);
    for (const { person, role, organisation, purposes } of developmentViewers)
      for (const purpose of purposes) expect(readViewer({ person, role, organisation, purpose }).ok).toBe(true);
  });

  test('keeps its keys for its owner alone, so that a token outlives a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'homeward-issuer-'));
    const settings = { folder, url: issuer, audience, systemNow: () => now };
    const first = await openDevelopmentIssuer(settings);
    const token = await first.mint({ role: 'auditor', organisation: 'DSCP' });
    const second = await openDevelopmentIssuer(settings);
    const rules = { issuer, audience, keys: createLocalJWKSet(second.keySet), systemNow: () => now };
    const outcome = await authenticator(rules)({ authorization: `Bearer ${token}` });
    expect(outcome).toMatchObject({ viewer: { role: 'auditor', purpose: 'AUDIT_PSEUDONYMISED' } });
    expect((await stat(join(folder, 'issuer-signing-key.json'))).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(second.keySet)).not.toContain('"d"');
    await rm(folder, { recursive: true });
  });

  test('refuses to make a token for a viewer whom the hub would refuse', async () => {
    const hub = await smallHub();
    await expect(hub.token('auditor', 'E08000017')).rejects.toThrow('auditor is not a role of a social-care');
    await expect(hub.token('social-worker', 'E08000017', 'DIRECT_CARE')).rejects.toThrow('may declare');
    await hub.close();
  });
});
