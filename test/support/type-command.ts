import { listings } from '../../src/cli/index.ts';
import { wantedCommands } from '../../src/cli/listing.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Outcome } from './command-line.ts';

// Nothing listens there, so a command that goes too far fails otherwise than expected.
const nowhere: NodeJS.ProcessEnv = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };

/** Types a command in this process: over a database, or for what is refused before any is opened. */
export const typeCommand = async (
  words: readonly string[],
  { env = nowhere, stdin = '' }: { readonly env?: NodeJS.ProcessEnv; readonly stdin?: string } = {},
): Promise<Outcome> => {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(
    {
      commands: await wantedCommands(listings, words),
      version: '0',
      env,
      signal: new AbortController().signal,
      print: (text) => {
        stdout += text;
      },
      complain: (text) => {
        stderr += text;
      },
      progress: () => undefined,
      readStdin: async () => stdin,
      fault: () => 'fault',
    },
    words,
  );
  return { code, stdout, stderr };
};
