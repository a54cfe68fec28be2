import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDevelopmentIssuer } from '../../src/server/issuer/issuer.ts';
import { type SmallHub, smallHub } from '../support/small-hub.ts';

const url = 'http://localhost:4000/issuer';
let folder: string;
let hub: SmallHub;
let address: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-oauth-'));
  const issuer = await openDevelopmentIssuer({
    folder,
    url,
    audience: 'urn:homeward:hub',
    systemNow: () => Date.now(),
  });
  hub = await smallHub({ issuer });
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

const requestToken = async (signed: string, more: Record<string, string> = {}) => {
  const response = await fetch(`${address}/issuer/token`, {
    method: 'POST',
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
