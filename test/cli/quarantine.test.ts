import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

const page = z.object({ records: z.array(z.object({ id: z.string() })).length(1) });

let hub: CommandLine;
let id: string;
beforeAll(async () => {
  hub = await openCommandLine();
  const path = await hub.write('new.json', policeFile([policeMessage(1), 'not a message']));
  await hub.json(['ingest', 'police', path, '--organisation', '14']);
  const [record] = page.parse(await hub.json(['quarantine', 'list'])).records;
  id = record?.id ?? '';
});
afterAll(() => hub.close());

test('a person reads what waits, why, what it said and what to type next', async () => {
  const list = await hub.run(['quarantine', 'list']);
  expect(list.stdout).toMatch(new RegExp(`^${id} .*new\\.json, notifications\\[1\\]: .*\\(police\\.not-a-message\\)`));
  expect(list.stdout).toContain('homeward quarantine show');
  const { stdout } = await hub.run(['quarantine', 'show', id]);
  expect(stdout).toContain('"not a message"');
  expect(stdout).toContain(`homeward quarantine replay ${id} --with FILE`);
  const replay = await hub.run(['quarantine', 'replay', id]);
  expect(replay).toMatchObject({ code: 0, stdout: expect.stringContaining('1 quarantined\nwhat still waits') });
});

test.for([
  ['an id that is none', ['quarantine', 'show', '7'], /id: is not the id/],
  ['neither an id nor --all', ['quarantine', 'replay'], /--all/],
  ['--all with a file', ['quarantine', 'replay', '--all', '--with', 'new.json'], /--all stands alone/],
  ['more than a page', ['quarantine', 'list', '--limit', '1000'], /--limit: /],
] as const)('%s is not understood', async ([_title, words, complaint]) => {
  expect(await typeCommand(words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(complaint) });
});

test('a record that is not there, and a correction that is not there, are refused', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect(await hub.run(['quarantine', 'show', nobody])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('NOT_FOUND'),
  });
  const outcome = await typeCommand(['quarantine', 'replay', id, '--with', 'nowhere.json']);
  expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere.json') });
});
