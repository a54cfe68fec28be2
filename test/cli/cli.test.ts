import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { command } from '../../src/cli/command.ts';
import { listings } from '../../src/cli/index.ts';
import { wantedCommands } from '../../src/cli/listing.ts';
import { runProgram } from '../../src/cli/program.ts';
import { stopEmbedded } from '../../src/store/embedded/embedded.ts';
import { removeCluster } from '../support/test-server.ts';

const CLI = fileURLToPath(new URL('../../src/cli/', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-cli-'));
});
afterAll(async () => {
  await removeCluster(join(folder, '.homeward'));
  await rm(folder, { recursive: true, force: true });
});

/** Runs the installed command in a folder that is not the project's. */
function homeward(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const surroundings = { cwd: folder, env: { PATH: process.env['PATH'], ...env } };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(CLI, 'homeward.js'), ...words],
      surroundings,
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** Runs the command line in this process, over commands of the test's own. */
async function run(own: Parameters<typeof runProgram>[0]['commands'], words: readonly string[]): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(
    {
      commands: own,
      version: '1.2.3',
      env: {},
      signal: new AbortController().signal,
      print: (text) => {
        stdout += text;
      },
      complain: (text) => {
        stderr += text;
      },
      progress: () => undefined,
      readStdin: async () => '',
      fault: () => 'fault-id',
    },
    words,
  );
  return { code, stdout, stderr };
}

test('the register holds exactly the commands of the folder', async () => {
  const shape = z.object({ name: z.string(), summary: z.string(), run: z.function() });
  const found: unknown[] = [];
  for (const file of (await readdir(CLI)).filter((name) => name.endsWith('.ts') && name !== 'index.ts')) {
    const exports: Record<string, unknown> = await import(join(CLI, file));
    found.push(...Object.values(exports).filter((value) => shape.safeParse(value).success));
  }
  const commands = await wantedCommands(listings, []);
  expect(new Set(found)).toEqual(new Set(commands));
  expect(found).toHaveLength(commands.length);
  expect(commands.map(({ name }) => name)).toEqual(listings.map(({ name }) => name));
});

test.each([
  { words: ['stop'], wanted: ['stop'] },
  { words: ['--data-dir', 'token', '--json', 'stop'], wanted: ['stop'] },
  { words: ['token', '--help'], wanted: listings.map(({ name }) => name).filter((name) => name.startsWith('token ')) },
  { words: ['--help'], wanted: listings.map(({ name }) => name) },
  { words: ['fly'], wanted: listings.map(({ name }) => name) },
])('of the files of commands only those that $words may mean are read', async ({ words, wanted }) => {
  const read: string[] = [];
  const noting = listings.map(({ name, load }) => ({
    name,
    load: () => {
      read.push(name);
      return load();
    },
  }));
  expect((await wantedCommands(noting, words)).map(({ name }) => name)).toEqual(wanted);
  expect(read).toEqual(wanted);
});

test('--help lists every command, on standard output', async () => {
  const { code, stdout, stderr } = await homeward(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const { name } of listings) expect(stdout).toContain(`\n  ${name.split(' ')[0]} `);
});

test('an unknown command, an unknown option and no command at all are not understood', async () => {
  expect(await homeward(['fly'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('fly') });
  expect(await homeward(['stop', '--fly'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--fly') });
  expect(await homeward([])).toMatchObject({ code: 2, stdout: '' });
});

test('a setting that cannot be used is not understood', async () => {
  expect(await homeward(['stop'], { PORT: 'many' })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^homeward: INVALID_USAGE: [\s\S]*PORT/),
  });
});

test('migrate makes a database where there was none and says what it applied; stop finds nothing left', async () => {
  const first = await homeward(['migrate', '--json']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toEqual({ applied: expect.arrayContaining(['0001_core']), uncounted: 0 });
  expect(await homeward(['migrate'])).toMatchObject({ code: 0, stdout: 'nothing to apply\n' });
  expect(await homeward(['--json', 'stop'])).toMatchObject({ code: 0, stdout: '{"outcome":"NOT_RUNNING"}\n' });
});

test('a database that cannot be reached is refused without its password', async () => {
  const { code, stderr } = await homeward(['migrate'], { DATABASE_URL: 'postgres://a:s3cret@127.0.0.1:1/none' });
  expect(code).toBe(1);
  expect(stderr).toBe('homeward: DATABASE_UNFIT: the database could not be connected to (ECONNREFUSED)\n');
});

test('a command asked to end closes the database behind it', async () => {
  const script = fileURLToPath(new URL('../support/endless-command.ts', import.meta.url));
  const dataDir = join(folder, '.homeward');
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--data-dir', dataDir], { stdio: 'pipe' });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(await stopEmbedded({ dataDir })).toBe('IN_USE');
  const code = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await code).toBe(1);
  expect(await stopEmbedded({ dataDir })).toBe('NOT_RUNNING');
});

const greet = command({
  name: 'people greet',
  summary: 'greet somebody',
  arguments: [
    { syntax: '<who>', summary: 'whom' },
    { syntax: '[others...]', summary: 'whom else' },
  ],
  options: [{ flags: '--said-at <iso>', summary: 'when' }],
  input: z.object({ who: z.string(), others: z.string().array().default([]), saidAt: z.iso.date().optional() }),
  run: async (_deps, input) => ({ value: input, text: `hello ${input.who}`, isRefused: input.who === 'nobody' }),
});

test('a command of a group receives its words under their names, checked', async () => {
  expect(await run([greet], ['people', 'greet', 'ann'])).toEqual({ code: 0, stdout: 'hello ann\n', stderr: '' });
  const { stdout } = await run([greet], ['people', 'greet', 'ann', 'bob', '--said-at', '2015-10-23', '--json']);
  expect(JSON.parse(stdout)).toEqual({ who: 'ann', others: ['bob'], saidAt: '2015-10-23' });
  expect(await run([greet], ['people', 'greet', 'ann', '--said-at', 'noon'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^homeward: INVALID_USAGE: --said-at: /),
  });
  expect(await run([greet], ['people'])).toMatchObject({ code: 2 });
});

test('a result that says no is printed and exits 1', async () => {
  expect(await run([greet], ['people', 'greet', 'nobody'])).toEqual({ code: 1, stdout: 'hello nobody\n', stderr: '' });
});

test('what nobody foresaw exits 1 and shows an id, not what happened', async () => {
  const broken = command({
    name: 'break',
    summary: 'break',
    input: z.object({}),
    run: () => Promise.reject(new Error('a name, a date of birth')),
  });
  const { code, stderr } = await run([broken], ['break']);
  expect(code).toBe(1);
  expect(stderr).toBe('homeward: something failed; it is recorded as fault-id\n');
});
