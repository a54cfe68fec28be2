import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

const asker = { role: 'social-worker', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN' };

let line: CommandLine;
let key: string;
beforeAll(async () => {
  line = await openCommandLine({ demo: true });
  for (const field of ['givenNames', 'familyName', 'religion']) {
    await line.ask(asker, `{ children { nodes { ${field} } } }`);
  }
  key = (await line.run(['ledger', 'key'])).stdout.trim();
});
afterAll(() => line.close());

test('what was disclosed is exported and checked without the hub', async () => {
  const exported = await line.run(['ledger', 'export', 'ledger.jsonl']);
  expect(exported).toMatchObject({ code: 0, stdout: 'ledger.jsonl: 3 entries\n' });
  const offline = { env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere' } };
  const verdict = await line.run(['ledger', 'verify', 'ledger.jsonl', '--key', key], offline);
  expect(verdict.stdout).toMatch(/^the ledger holds: 3 entries of 3 writers, 1 checkpoints, 3 entries signed/);
  expect(verdict.code).toBe(0);
});

test('the export holds no value, and is never written over another', async () => {
  const text = await readFile(join(line.folder, 'ledger.jsonl'), 'utf8');
  expect(text).toContain('Child.religion');
  expect(text).not.toMatch(/Robyn|Tyler|Amina/);
  expect((await line.run(['ledger', 'export', 'ledger.jsonl'])).code).not.toBe(0);
});

test('an entry somebody changed is named', async () => {
  const text = await readFile(join(line.folder, 'ledger.jsonl'), 'utf8');
  await line.write('changed.jsonl', text.replace('"role":"social-worker"', '"role":"auditor"'));
  const verdict = await line.run(['ledger', 'verify', 'changed.jsonl', '--key', key]);
  expect(verdict.stdout).toMatch(/^the ledger does not hold: entry 1, line \d+: it was changed after it was written/);
  expect(verdict.code).toBe(1);
});

test('a key that is none is a usage error', async () => {
  expect((await line.run(['ledger', 'verify', 'ledger.jsonl', '--key', 'nonsense'])).code).toBe(2);
});

test('an administrator is told who was shown something of a child, and is recorded for asking', async () => {
  const children = await line.ask(asker, '{ children(first: 1) { nodes { id } } }');
  const id = /Child:[0-9a-f-]{36}/.exec(children.dataText)?.[0] ?? '';
  const first = await line.run(['ledger', 'who-saw', id]);
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(/E08000017 +social-worker +SAFEGUARD_PLAN +0 fields\n/);
  expect(first.stdout).toMatch(/E08000017 +social-worker +SAFEGUARD_PLAN +1 fields\n/);
  expect(first.stdout).toMatch(/\n4 disclosures\n$/);
  expect(first.stdout).not.toMatch(/command-line|religion/);

  const second = await line.run(['ledger', 'who-saw', id.slice('Child:'.length), '--from', '2020-01-01T00:00:00Z']);
  expect(second.stdout).toMatch(/^\S+ +HUB +system-admin +STAT_RETURN +5 fields\n/);
  expect(second.stdout).toMatch(/\n5 disclosures\n$/);
});

test('a child that is not there, and an id that is none, are said to be so', async () => {
  const nobody = await line.run(['ledger', 'who-saw', '00000000-0000-4000-8000-000000000000']);
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toMatch(/there is no such child/);
  expect((await line.run(['ledger', 'who-saw', 'Robyn'])).code).toBe(2);
});
