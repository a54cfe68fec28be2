import { mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { loadChild } from '../../prisma/border/load-child.ts';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { doncaster, newAuthority, registerFileOf, rotherham } from '../support/exchange-world.ts';
import { ingestDeps } from '../support/ingest-hub-deps.ts';
import { typeCommand } from '../support/type-command.ts';

let database: TestDatabase;
let folder: string;
let childId: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  database = await createDatabase();
  folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-exchange-'));
  ({ childId } = await loadChild(ingestDeps(database.pools, adapters), 'home'));
  const sides = [await newAuthority(doncaster), await newAuthority(rotherham)] as const;
  const { authorities, agreements } = await registerFileOf(sides);
  // Nobody listens there.
  const away = authorities.map((one) => ({ ...one, url: 'http://127.0.0.1:1/exchange' }));
  await writeFile(join(folder, 'keys.json'), JSON.stringify(sides[0].file));
  await writeFile(join(folder, 'register.json'), JSON.stringify({ authorities: away, agreements }));
  env = {
    ...{ DATABASE_URL: database.url, HOMEWARD_EXCHANGE: folder, HOMEWARD_KEY: '07'.repeat(32) },
    HOMEWARD_CLOCK: '2015-10-20T09:00:00Z',
  };
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const type = (...words: readonly string[]) => typeCommand(['exchange', ...words], { env });

test('the partners are listed with what may cross', async () => {
  const { code, stdout } = await type('partners');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^E08000017 .* this hub {2}2 keys {2}duty manager Colin Reay/);
  expect(stdout).toMatch(
    /e08000018-e08000017: E08000018 -> E08000017, RHI_DELIVERY SAFEGUARD_PLAN, \d+ fields up to RESTRICTED/,
  );
});

test('a message is sent, waits while the other hub is away, is listed, shown and proven', async () => {
  const content = join(folder, 'request.json');
  await writeFile(content, JSON.stringify(messageKinds.RHI_REQUEST.example));
  const sent = await type('send', 'RHI_REQUEST', '--child', childId, '--to', rotherham, '--content', content);
  expect([sent.code, sent.stderr]).toEqual([0, '']);
  expect(sent.stdout).toMatch(/^[0-9a-f-]{36} {2}REQUESTED {2}waits until the other hub answers/);
  const id = sent.stdout.slice(0, 36);

  expect((await type('inbox')).stdout).toMatch(/^0 conversations/);
  expect((await type('inbox', '--outbox')).stdout).toMatch(
    /REQUESTED +E08000017 performs {2}E08000018 owes RHI_ACCEPT or RHI_DECLINE by 2015-10-20T21:00Z/,
  );
  const bundle = join(folder, 'evidence.bundle');
  const shown = await type('show', id, '--out', bundle);
  expect(shown.stdout).toMatch(/^2015-10-20T09:0\dZ {2}E08000017 -> E08000018 {2}RHI_REQUEST +not receipted yet/);
  const register = join(folder, 'register.json');
  const verdict = await typeCommand(['exchange', 'verify', bundle, '--register', register]);
  expect([verdict.code, verdict.stdout]).toEqual([0, expect.stringContaining('1 messages, 0 receipts, 1 agreements')]);
  expect(await readFile(bundle, 'utf8')).not.toContain('Tyler');
  expect((await type('show', id, '--out', bundle)).code).not.toBe(0);
});

test('an agreement is revoked, and nothing leaves any more', async () => {
  expect((await type('revoke', 'nonsense', '--reason', 'A breach', '--by', 'dpo-1')).code).toBe(1);
  expect((await type('revoke', 'e08000017-e08000018', '--reason', 'A breach', '--by', 'dpo-1')).code).toBe(0);
  const content = join(folder, 'request.json');
  const sent = await type('send', 'RHI_REQUEST', '--child', childId, '--to', rotherham, '--content', content);
  expect([sent.code, sent.stderr]).toEqual([1, expect.stringContaining('no agreement in force')]);
});

test('new keys come beside the old, and only their public part is printed', async () => {
  const before = await type('keys');
  const after = await type('keys', '--new');
  expect(JSON.parse(before.stdout).keys).toHaveLength(2);
  expect(JSON.parse(after.stdout).keys).toHaveLength(4);
  expect(after.stdout).not.toContain('"d"');
  expect((await stat(join(folder, 'keys.json'))).mode & 0o077).toBe(0);
});

test('without a folder it says which setting is missing', async () => {
  const { code, stderr } = await typeCommand(['exchange', 'partners']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('HOMEWARD_EXCHANGE')]);
});
