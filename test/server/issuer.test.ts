import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { authenticator } from '../../src/server/authenticate.ts';
import { openDevelopmentIssuer, rulesOf } from '../../src/server/issuer/issuer.ts';
import { openUsedOnce } from '../../src/server/issuer/used-once.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';
import { newTokenHolder, type TokenHolder } from '../support/token-holder.ts';

const url = 'http://localhost:4000/issuer';
let folder: string;
let hub: SmallHub;
let address: string;
const settings = () => ({ folder, url, audience: 'urn:homeward:hub', systemNow: () => Date.now() });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-oauth-'));
  const issuer = await openDevelopmentIssuer(settings());
  const seen = new Set<string>();
  const firstUse = async (key: Buffer) => seen.size !== seen.add(key.toString('hex')).size;
  const rules = rulesOf(issuer, () => Date.now());
  hub = await smallHub({ issuer, authenticate: authenticator(rules, { isRequired: false, firstUse }) });
  address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

const assertion = async (clientId: string, claims: Record<string, unknown> = {}) => {
  const key = JSON.parse(await readFile(join(folder, 'issuer-client-key.json'), 'utf8'));
  return new SignJWT({ iss: clientId, sub: clientId, aud: url, jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await importJWK(key, 'ES256'));
};

const read = async (location: string) => z.record(z.string(), z.unknown()).parse(await (await fetch(location)).json());

interface Sending {
  readonly at?: string;
  readonly dpop?: string;
}

const requestToken = async (
  signed: string,
  more: Record<string, string> = {},
  { at = address, dpop }: Sending = {},
) => {
  const response = await fetch(`${at}/issuer/token`, {
    method: 'POST',
    headers: dpop === undefined ? {} : { dpop },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
      ...more,
    }),
  });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
};

test('a development client proves itself with a signed assertion and gets a token that the hub believes', async () => {
  const { status, body } = await requestToken(await assertion('development-auditor'));
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
  const authorization = `Bearer ${body['access_token']}`;
  expect((await hub.ask('{ who }', { headers: { authorization } })).json()).toEqual({ data: { who: 'auditor' } });
  const [header] = String(body['access_token']).split('.');
  expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
});

test('an assertion is good once', async () => {
  const signed = await assertion('development-social-worker');
  expect((await requestToken(signed)).status).toBe(200);
  expect(await requestToken(signed)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('an assertion sent many times at once is good once', async () => {
  const signed = await assertion('development-social-worker');
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => requestToken(signed)));
  expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(outcomes.filter(({ status }) => status === 401)).toHaveLength(7);
});

test('an assertion that was used stays used when the issuer is started anew, and another is good', async () => {
  const signed = await assertion('development-auditor');
  expect((await requestToken(signed)).status).toBe(200);
  const again = await smallHub({ issuer: await openDevelopmentIssuer(settings()) });
  const restarted = await again.app.listen({ host: '127.0.0.1', port: 0 });
  expect((await requestToken(signed, {}, { at: restarted })).status).toBe(401);
  expect((await requestToken(await assertion('development-auditor'), {}, { at: restarted })).status).toBe(200);
  await again.close();
  expect((await stat(join(folder, 'issuer-used-once.jsonl'))).mode & 0o777).toBe(0o600);
});

test('what has expired is no longer kept, and a line cut short by a crash does no harm', async () => {
  const path = join(folder, 'some-used-once.jsonl');
  let now = Date.parse('2026-11-23T12:00:00Z');
  const open = () => openUsedOnce(path, () => now);
  const first = await open();
  expect(await first.add('a', now / 1000 + 60)).toBe(true);
  expect(await first.add('a', now / 1000 + 60)).toBe(false);
  await appendFile(path, '{"id":"b","ex');
  const second = await open();
  expect(second.find('a')).toMatchObject({ jti: 'a' });
  expect(await second.add('a', now / 1000 + 60)).toBe(false);
  now += 61_000;
  expect(second.find('a')).toBeUndefined();
  await open();
  expect(await readFile(path, 'utf8')).toBe('');
});

test.for([
  ['the address of tokens', `${url}/token`],
  ['the issuer among others', [url, 'https://elsewhere.example']],
])('an assertion names the issuer and nothing else: %s is refused (FAPI 2.0)', async ([, aud]) => {
  expect(await requestToken(await assertion('development-auditor', { aud }))).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
});

describe('a client that proves it holds a key', () => {
  const provenRequest = async (holder: TokenHolder, claims: Record<string, unknown> = {}) => {
    const htu = `${address}/issuer/token`;
    const dpop = await holder.proof('', { claims: { htu, ath: undefined, ...claims } });
    return { dpop, outcome: await requestToken(await assertion('development-auditor'), {}, { dpop }) };
  };

  test('gets a token bound to it, which the hub believes from nobody else', async () => {
    const holder = await newTokenHolder(() => Date.now());
    const { outcome } = await provenRequest(holder);
    expect(outcome).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
    const token = String(outcome.body['access_token']);
    expect(decodeJwt(token)).toMatchObject({ cnf: { jkt: holder.thumbprint } });
    const proof = await holder.proof(token, { claims: { htu: `${address}/graphql` } });
    const headers = { host: new URL(address).host };
    const proven = { ...headers, authorization: `DPoP ${token}`, dpop: proof };
    expect((await hub.ask('{ who }', { headers: proven })).json()).toEqual({ data: { who: 'auditor' } });
    expect((await hub.ask('{ who }', { headers: proven })).statusCode).toBe(401);
    expect((await hub.ask('{ who }', { headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(401);
  });

  test('gets none for a proof that is for another address, or that was used', async () => {
    const holder = await newTokenHolder(() => Date.now());
    const wrong = await provenRequest(holder, { htu: `${address}/graphql` });
    expect(wrong.outcome).toMatchObject({ status: 400, body: { error: 'invalid_dpop_proof' } });
    const { dpop } = await provenRequest(holder);
    const replayed = await requestToken(await assertion('development-auditor'), {}, { dpop });
    expect(replayed.status).toBeGreaterThanOrEqual(400);
    expect(replayed.body['access_token']).toBeUndefined();
  });
});

test('an assertion for somebody else is refused', async () => {
  const signed = await assertion('development-auditor', { aud: 'https://elsewhere.example' });
  expect(await requestToken(signed)).toMatchObject({ status: 401 });
});

test('a client that nobody registered is refused', async () => {
  expect(await requestToken(await assertion('development-superuser'))).toMatchObject({ status: 401 });
});

test('a client without an assertion is refused', async () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'development-auditor' });
  const response = await fetch(`${address}/issuer/token`, { method: 'POST', body });
  expect(response.status).toBe(401);
});

test('a token for another service is not made', async () => {
  const more = { resource: 'urn:homeward:other' };
  expect(await requestToken(await assertion('development-auditor'), more)).toMatchObject({
    status: 400,
    body: { error: 'invalid_target' },
  });
});

test('the keys and addresses of the issuer are published, its secrets are not', async () => {
  const configuration = await read(`${address}/issuer/.well-known/openid-configuration`);
  expect(configuration).toMatchObject({ issuer: url, token_endpoint: `${address}/issuer/token` });
  const { keys } = await read(String(configuration['jwks_uri']));
  expect(keys).toEqual([expect.not.objectContaining({ d: expect.anything() })]);
});
