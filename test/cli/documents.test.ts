import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { readTrustedDocuments } from '../../src/server/documents/read-trusted-documents.ts';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
  await line.write('a.graphql', '{ hub { now } }');
});
afterAll(() => line.close());

// sha256sum of the fifteen bytes.
const hash = '850d91b9e5c81146d21f86b98bd841d2ce3111d0771611ce1ec7e142238e2c15';

test('documents are listed by their SHA-256', async () => {
  expect(await line.run(['documents', 'hash', 'a.graphql'])).toMatchObject({ code: 0, stdout: `${hash}  a.graphql\n` });
});

test('what --json prints is what a hub reads', async () => {
  const { stdout } = await line.run(['documents', 'hash', 'a.graphql', '--json']);
  await line.write('trusted.json', stdout);
  const path = join(line.folder, 'trusted.json');
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ [hash]: '{ hub { now } }' });
  expect([...(await readTrustedDocuments(buildHubSchema(), path))]).toEqual([[hash, '{ hub { now } }']]);
});

test('a file that is not there is refused by its name', async () => {
  const outcome = await line.run(['documents', 'hash', 'nowhere.graphql']);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('nowhere.graphql');
});
