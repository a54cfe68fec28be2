import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createDatabase, type TestDatabase } from './database.ts';
import { typeCommand } from './type-command.ts';

const HOMEWARD = fileURLToPath(new URL('../../src/cli/homeward.js', import.meta.url));

/** What a command came to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who asks, in the words of `homeward query`. */
export interface Asker {
  readonly role: string;
  readonly organisation: string;
  readonly purpose: string;
  readonly person?: string;
}

const response = z.looseObject({
  data: z.unknown(),
  extensions: z.looseObject({ knownAt: z.string().nullable() }).optional(),
});

/** A GraphQL answer as `homeward query --json` printed it. */
export interface Asked extends z.infer<typeof response> {
  /** Exactly what was printed. */
  readonly text: string;
  /** The bytes of `data` in it. */
  readonly dataText: string;
}

/** The command line over a database and a folder of its own. */
export interface CommandLine {
  readonly database: TestDatabase;
  readonly folder: string;
  /** Types a command in the folder; it runs in this process, which saves its start. */
  run(words: readonly string[], more?: { readonly stdin?: string; readonly env?: NodeJS.ProcessEnv }): Promise<Outcome>;
  /** Runs the installed command in the folder, in a process of its own, as somebody would type it. */
  spawn(words: readonly string[]): Promise<Outcome>;
  /** Starts it, and asks it to end as Ctrl-C does. */
  start(words: readonly string[]): { readonly outcome: Promise<Outcome>; end(): void };
  /** Runs it with `--json`, expects it to succeed and reads what it printed. */
  json(words: readonly string[]): Promise<unknown>;
  /** Writes a file in the folder and gives its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  ask(asker: Asker, document: string, more?: readonly string[]): Promise<Asked>;
  close(): Promise<void>;
}

interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const startIn = ({ cwd, env }: Surroundings, words: readonly string[]) => {
  const child = spawn(process.execPath, [HOMEWARD, ...words], { cwd, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined).end();
  const outcome = new Promise<Outcome>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { outcome, end: () => void child.kill('SIGINT') };
};

const succeeded = ({ code, stdout, stderr }: Outcome): string => {
  if (code === 0) return stdout;
  throw new Error(`the command ended with ${code}: ${stderr}${stdout}`);
};

const askWords = ({ role, organisation, purpose, person }: Asker, document: string): readonly string[] => [
  ...['query', document, '--role', role, '--organisation', organisation, '--purpose', purpose],
  ...(person === undefined ? [] : ['--person', person]),
];

const readAnswer = (text: string): Asked => {
  const [, dataText = ''] = /^\{"data":(.*),"extensions":/.exec(text) ?? [];
  return { ...response.parse(JSON.parse(text)), text, dataText };
};

/** Works in a folder as if it had been changed to; several may at once, of one folder. */
const workerIn = (folder: string) => {
  const before = process.cwd();
  let working = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    working += 1;
    process.chdir(folder);
    try {
      return await work();
    } finally {
      working -= 1;
      if (working === 0) process.chdir(before);
    }
  };
};

/** Settings under which the demo's children of October 2015 are children now. */
const clock = '2015-10-23T09:00:00Z';

/** A database, empty or with the demo in it, and the command line over it, on a domain clock of October 2015. */
export const openCommandLine = async (holding: { readonly demo?: boolean } = {}): Promise<CommandLine> => {
  const database = await createDatabase(holding);
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'homeward-journey-'));
  const settings = { DATABASE_URL: database.url, HOMEWARD_KEY: '5a'.repeat(32), HOMEWARD_CLOCK: clock };
  const env = { PATH: process.env['PATH'], ...settings };
  const inFolder = workerIn(folder);
  const run: CommandLine['run'] = (words, { stdin = '', env: own } = {}) =>
    inFolder(() => typeCommand(words, { env: { ...env, ...own }, stdin }));
  const text = async (words: readonly string[]) => succeeded(await run([...words, '--json']));
  return {
    database,
    folder,
    run,
    spawn: (words) => startIn({ cwd: folder, env }, words).outcome,
    start: (words) => startIn({ cwd: folder, env }, words),
    json: async (words) => JSON.parse(await text(words)),
    write: async (name, content) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    ask: async (asker, document, more = []) => readAnswer(await text([...askWords(asker, document), ...more])),
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
