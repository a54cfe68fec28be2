import { z } from 'zod';
import { command } from '../../src/cli/command.ts';
import { withHub } from '../../src/cli/open-hub.ts';
import { runProgram } from '../../src/cli/program.ts';

// A command that never ends by itself, in a process that is asked to end as `main.ts` is.
const endless = command({
  name: 'wait',
  summary: 'wait for ever',
  input: z.object({}),
  run: (deps) =>
    withHub(deps, async ({ pools }) => {
      deps.print('waiting\n');
      await pools.admin.query('select pg_sleep(600)');
      return undefined;
    }),
});

const ending = new AbortController();
process.once('SIGTERM', () => ending.abort());
process.exitCode = await runProgram(
  {
    commands: [endless],
    version: '0',
    env: {},
    signal: ending.signal,
    print: (text) => process.stdout.write(text),
    complain: () => undefined,
    progress: () => undefined,
    readStdin: async () => '',
    fault: () => '',
  },
  ['wait', ...process.argv.slice(2)],
);
