import { commands } from '../../src/cli/index.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Outcome } from './command-line.ts';

/** Types a command in this process, for what is refused before any database is opened. */
export const typeCommand = async (words: readonly string[]): Promise<Outcome> => {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(
    {
      commands,
      version: '0',
      // Nothing listens there, so a command that goes too far fails otherwise than expected.
      env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      signal: new AbortController().signal,
      print: (text) => {
        stdout += text;
      },
      complain: (text) => {
        stderr += text;
      },
      progress: () => undefined,
      readStdin: async () => '',
      fault: () => 'fault',
    },
    words,
  );
  return { code, stdout, stderr };
};
