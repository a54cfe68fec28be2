import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { CommandDeps } from '../../src/cli/command.ts';
import { tokenMintCommand } from '../../src/cli/token-mint.ts';
import { tokenRolesCommand } from '../../src/cli/token-roles.ts';
import { tokenShowCommand } from '../../src/cli/token-show.ts';
import { readConfig } from '../../src/config.ts';
import { roles } from '../../src/domain/policy.ts';
import { servedTokenSource } from '../../src/server/token-source.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'homeward-token-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

const deps = (env: NodeJS.ProcessEnv = {}): CommandDeps => ({
  config: readConfig(env, { dataDir }),
  progress: () => undefined,
  print: () => undefined,
  readStdin: async () => '',
  signal: new AbortController().signal,
});

const minted = z.object({ token: z.string(), expiresIn: z.number() });
const mint = async (words: Record<string, unknown>, env?: NodeJS.ProcessEnv) =>
  minted.parse((await tokenMintCommand.run(deps(env), words))?.value);
const auditor = { role: 'auditor', organisation: 'DSCP' };

test('a token that was made is accepted, as the viewer it was made for', async () => {
  const { token, expiresIn } = await mint({ ...auditor, person: 'a-1', ttl: '15m' });
  expect(expiresIn).toBe(900);
  const shown = await tokenShowCommand.run(deps(), { token });
  expect(shown?.isRefused).toBeUndefined();
  expect(shown?.value).toMatchObject({
    accepted: true,
    viewer: { ...auditor, person: 'a-1', purpose: 'AUDIT_PSEUDONYMISED' },
    claims: { sub: 'a-1' },
  });
});

test('a token is made for the hub that is served, whatever PORT says now', async () => {
  await servedTokenSource({ config: readConfig({ PORT: '4321' }, { dataDir }), systemNow: () => Date.now() });
  const { token } = await mint(auditor);
  const shown = await tokenShowCommand.run(deps(), { token });
  expect(shown?.value).toMatchObject({ accepted: true, claims: { iss: 'http://localhost:4321/issuer' } });
});

test('a changed token is shown as refused', async () => {
  const { token } = await mint(auditor);
  const [header, claims] = token.split('.');
  const shown = await tokenShowCommand.run(deps(), { token: `${header}.${claims}.${'A'.repeat(86)}` });
  expect(shown).toMatchObject({ isRefused: true, value: { accepted: false, code: 'TOKEN_INVALID' } });
});

test('a token made for the holder of a key is of use to nobody else', async () => {
  const jkt = 'a'.repeat(43);
  const { token } = await mint({ ...auditor, jkt });
  const shown = await tokenShowCommand.run(deps(), { token });
  expect(shown).toMatchObject({ isRefused: true, value: { code: 'PROOF_REQUIRED', claims: { cnf: { jkt } } } });
  await expect(mint({ ...auditor, jkt: 'short' })).rejects.toThrow('is no thumbprint');
});

test('a token says that its holder has just signed in only where that was asked for', async () => {
  const fresh = await mint({ ...auditor, fresh: true });
  const shown = await tokenShowCommand.run(deps(), { token: fresh.token });
  expect(shown?.value).toMatchObject({ accepted: true, claims: { acr: 'phr', auth_time: expect.any(Number) } });
  const plain = await tokenShowCommand.run(deps(), { token: (await mint(auditor)).token });
  expect(plain?.value).not.toHaveProperty('claims.auth_time');
});

test('what is no token cannot be shown', async () => {
  await expect(tokenShowCommand.run(deps(), { token: 'abc' })).rejects.toThrow('this is not a token');
});

test('no token is made in production unless the development issuer is named', async () => {
  const production = { NODE_ENV: 'production' };
  await expect(mint(auditor, production)).rejects.toThrow('the development issuer does not run with these settings');
  expect(await mint(auditor, { ...production, HOMEWARD_DEV_ISSUER: 'on' })).toHaveProperty('token');
});

test('no token is made beside a database of one’s own', async () => {
  const env = { DATABASE_URL: 'postgres://localhost/hub' };
  await expect(mint(auditor, env)).rejects.toThrow('the development issuer does not run with these settings');
});

test.for(['5x', '1', '-1h', '0s', '31d'])('a token cannot live for %s', async (ttl) => {
  await expect(mint({ ...auditor, ttl })).rejects.toThrow();
});

test('every role is listed, with who may hold it, for what and an organisation to try it as', async () => {
  const listed = await tokenRolesCommand.run(deps(), {});
  expect(listed?.value).toHaveLength(roles.length);
  expect(listed?.value).toContainEqual({
    role: 'auditor',
    agencies: ['partnership'],
    purposes: ['AUDIT_PSEUDONYMISED', 'AUDIT_IDENTIFIED'],
    organisation: 'DSCP',
  });
  for (const role of roles) expect(listed?.text).toContain(role);
});
