import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { synthCommand } from '../../src/cli/synth.ts';

const scratch = mkdtempSync(join(tmpdir(), 'homeward-synth-command-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const run = async (words: readonly string[], signal = new AbortController().signal) => {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(
    {
      ...{ commands: [synthCommand], version: '1.2.3', env: {}, signal, progress: () => undefined },
      print: (text) => {
        stdout += text;
      },
      complain: (text) => {
        stderr += text;
      },
      readStdin: async () => '',
      fault: String,
    },
    ['synth', ...words],
  );
  return { code, stdout, stderr };
};

test('tells what was written, what it took, and where to read how it is taken in', async () => {
  const out = join(scratch, 'told');
  const { code, stdout } = await run(['--children', '12', '--out', out]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^12 children with \d+ absences, known to \d+ systems in all\n[\d,]+ records in \d+ files below /,
  );
  expect(stdout).toMatch(/\n[\d.]+ s, at most [\d,]+ MB of memory\n/);
  expect(readFileSync(join(out, 'README.txt'), 'utf8')).toContain(
    'homeward ingest police police/14 --organisation 14 --received-at 2015-10-19T06:00:00Z',
  );
});

test('--json prints one object with the counts', async () => {
  const { stdout } = await run(['--children', '3', '--out', join(scratch, 'json'), '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ children: 3, records: expect.any(Number), seconds: expect.any(Number) });
});

test('a second time into the same folder needs --overwrite', async () => {
  const words = ['--children', '2', '--out', join(scratch, 'twice')];
  expect(await run(words)).toMatchObject({ code: 0 });
  expect(await run(words)).toMatchObject({ code: 1, stderr: expect.stringContaining('--overwrite') });
  expect(await run([...words, '--overwrite'])).toMatchObject({ code: 0 });
});

test('asked to end, it says that what there is is not whole', async () => {
  const answer = await run(['--children', '5000', '--out', join(scratch, 'ended')], AbortSignal.abort());
  expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('is not whole') });
});

test.for([
  [['--children', '0'], '--children: is less than 1'],
  [['--children', 'many'], '--children: is not a number'],
  [['--children', '500001'], '--children: is more than 500000'],
  [['--twins', '0.5'], '--twins: is more than 0.4'],
  [['--errors', '-0.1'], '--errors: is less than 0'],
  [['--weeks', '2.5'], '--weeks: is not a whole number'],
  [['--from', '2015-02-30'], '--from: is not a date such as 2014-10-20'],
] as const)('%j is refused: %s', async ([words, message]) => {
  const out = join(scratch, 'refused');
  expect(await run([...words, '--out', out])).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  expect(existsSync(out)).toBe(false);
});

test('without a folder nothing is written', async () => {
  expect(await run([])).toMatchObject({ code: 2, stderr: expect.stringContaining('--out: is needed') });
});
