import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { csvFile, policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

const counts = { received: 0, stored: 0, unchanged: 0, quarantined: 0, issues: 0, records: {}, retracted: 0, held: 0 };
const header = 'CHILD,SEX,DOB,ETHNIC,UPN';
const children = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `HW${from + index},2,12/03/2002,WBRI,`);

let hub: CommandLine;
beforeAll(async () => {
  hub = await openCommandLine();
});
afterAll(() => hub.close());

const from = (organisation: string) => ['--organisation', organisation];

test('a folder is walked, hidden files aside, who a child is before what happened to it', async () => {
  await hub.write('in/2015/b-header.csv', csvFile(header, ...children(1, 2)));
  await hub.write('in/a-missing.csv', csvFile('CHILD,DOB,MISSING,MIS_START,MIS_END', 'HW1,12/03/2002,M,16/10/2015,'));
  await hub.write('in/.hidden.csv', 'not for the hub');
  await hub.write('in/.git/config', 'not for the hub');
  const { code, stdout } = await hub.run(['ingest', 'social-care', 'in', ...from('E08000017')]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    '2015/b-header.csv: 2 (ssda903-header)\na-missing.csv: 1 (ssda903-missing)\n3 received: 3 stored',
  );
  expect(stdout).not.toContain('hidden');
});

test('--json prints one object and nothing else, and the same file again is unchanged', async () => {
  const { code, stdout } = await hub.run(['ingest', 'social-care', 'in', ...from('E08000017'), '--json']);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toEqual({ ...counts, received: 3, unchanged: 3 });
});

test('a snapshot that has lost most of itself is held until a person confirms it', async () => {
  await hub.write('many.csv', csvFile(header, ...children(1, 60)));
  await hub.json(['ingest', 'social-care', 'many.csv', ...from('E08000018')]);
  await hub.write('few.csv', csvFile(header, ...children(1, 3)));
  const held = await hub.run(['ingest', 'social-care', 'few.csv', ...from('E08000018')]);
  expect(held).toMatchObject({ code: 0, stdout: expect.stringContaining('--confirm-retractions') });
  const confirmed = await hub.json(['ingest', 'social-care', 'few.csv', ...from('E08000018'), '--confirm-retractions']);
  expect(confirmed).toEqual({ ...counts, received: 3, unchanged: 3, retracted: 57 });
});

test('a file nobody knows is quarantined, and the next command to type is named', async () => {
  await hub.write('letter.txt', 'Dear hub,');
  const { code, stdout } = await hub.run(['ingest', 'police', 'letter.txt', ...from('14')]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^1 received: 0 stored, 0 unchanged, 1 quarantined\n.*homeward quarantine list\n$/),
  });
});

test.for([
  ['an unknown adapter', ['ingest', 'fire', 'in', ...from('14')], /adapter: .*police, social-care/],
  [
    'an unknown organisation',
    ['ingest', 'police', 'in', ...from('99')],
    /--organisation: [\s\S]*South Yorkshire Police/,
  ],
  ['no organisation', ['ingest', 'police', 'in'], /--organisation: is needed/],
  ['an impossible time', ['ingest', 'police', 'in', ...from('14'), '--received-at', 'noon'], /--received-at: /],
] as const)('%s is not understood, and what would be is named', async ([_title, words, complaint]) => {
  expect(await typeCommand(words)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(complaint) });
});

test('a missing file and an empty folder are refused before anything is taken in', async () => {
  const letter = await hub.write('letter.txt', 'Dear hub,');
  await hub.write('empty/.keep', '');
  for (const paths of [[letter, `${hub.folder}/nowhere.json`], [`${hub.folder}/empty`]]) {
    const outcome = await typeCommand(['ingest', 'police', ...paths, ...from('14')]);
    expect(outcome).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('INVALID_REQUEST: there is no file'),
    });
  }
});

/** Waits until the first batch of a delivery is stored. */
const firstBatch = async (): Promise<void> => {
  const { rows } = await hub.database.pools.owner.query('select 1 from notification limit 1');
  if (rows.length > 0) return;
  await setTimeout(50);
  await firstBatch();
};

test('asked to end, it stops after the running batch, says how to go on, and the same command does', {
  timeout: 60_000,
}, async () => {
  const numbers = Array.from({ length: 600 }, (_, n) => n);
  const path = await hub.write('long.json', policeFile(numbers.map((n) => policeMessage(n))));
  const words = ['ingest', 'police', path, ...from('14')];
  const running = hub.start(words);
  await firstBatch();
  running.end();
  expect(await running.outcome).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /INTERRUPTED: stopped after the running batch.*the same command goes on from there\n$/,
    ),
  });
  const { rows } = await hub.database.pools.owner.query(
    'select state, next_ordinal at from delivery order by created_at desc limit 1',
  );
  // At the end of the first batch or, where the word came late, of the second.
  expect(rows).toEqual([{ state: 'RECEIVED', at: expect.toBeOneOf([500, 600]) }]);
  expect(await hub.json(words)).toMatchObject({ received: 600, stored: 600, quarantined: 0 });
});
