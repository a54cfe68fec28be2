import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandDeps } from '../../src/cli/command.ts';
import { tokenRevocationsCommand } from '../../src/cli/token-revocations.ts';
import { tokenRevokeCommand } from '../../src/cli/token-revoke.ts';
import { readConfig } from '../../src/config.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'homeward-revoke-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const deps = (): CommandDeps => ({
  config: readConfig({ DATABASE_URL: database.url, HOMEWARD_KEY: '5a'.repeat(32) }, { dataDir }),
  progress: () => undefined,
  print: () => undefined,
  readStdin: async () => '',
  signal: new AbortController().signal,
});
const revoke = (words: Record<string, unknown>) => tokenRevokeCommand.run(deps(), words);
const list = (words: Record<string, unknown> = {}) => tokenRevocationsCommand.run(deps(), words);

test('tokens are revoked by their name, or all of a person at once, and the list says what, when and why', async () => {
  expect((await list())?.text).toBe('no token was revoked');
  const one = await revoke({ jti: 'abc', reason: 'laptop stolen' });
  expect(one?.text).toBe('abc is not believed from the next request on');
  const before = Date.now();
  const all = await revoke({ person: 'j.hale', organisation: 'E08000017', role: 'duty-team' });
  expect(all?.text).toMatch(/^what j\.hale of E08000017 was issued until \S+ as duty-team is not believed/);
  const listed = await list();
  expect(listed?.value).toMatchObject({
    revocations: [
      { tokenId: null, person: 'j.hale', organisation: 'E08000017', role: 'duty-team', reason: null },
      { tokenId: 'abc', person: null, organisation: null, role: null, issuedUntil: null, reason: 'laptop stolen' },
    ],
  });
  expect(listed?.text).toMatch(
    /^\S+Z {2}j\.hale of E08000017 as duty-team, issued until \S+Z\n\S+Z {2}abc: laptop stolen$/,
  );
  const [, until = ''] = /issued until (\S+)Z/.exec(listed?.text ?? '') ?? [];
  expect(Date.parse(`${until}Z`)).toBeGreaterThanOrEqual(before + 10_000);
  expect((await list({ limit: '1' }))?.value).toMatchObject({ revocations: [{ person: 'j.hale' }] });
});

test.for([
  ['nothing', {}],
  ['a person of no organisation', { person: 'j.hale' }],
  ['an organisation without a person', { organisation: 'E08000017' }],
  ['one token and a person', { jti: 'abc', person: 'j.hale', organisation: 'E08000017' }],
  ['an organisation the hub does not serve', { person: 'j.hale', organisation: 'E09000001' }],
  ['a role that is none', { person: 'j.hale', organisation: 'E08000017', role: 'superuser' }],
  ['a token without a name', { jti: '' }],
] as const)('%s is not understood', async ([, words]) => {
  await expect(revoke(words)).rejects.toMatchObject({ code: 'INVALID_USAGE' });
});
