import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listings } from './cli/index.ts';
import { wantedCommands } from './cli/listing.ts';
import { runProgram } from './cli/program.ts';
import { openLog } from './server/log.ts';

const SHORT_MS = 2_000;

const startedAt = Date.now();
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
// Whoever reads the answer may stop reading: `homeward query … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const words = process.argv.slice(2);
process.exitCode = await runProgram(
  {
    commands: await wantedCommands(listings, words),
    version,
    env: process.env,
    signal: ending.signal,
    print: (line) => process.stdout.write(line),
    complain: (line) => process.stderr.write(line),
    progress: (line) => {
      if (process.stderr.isTTY || Date.now() - startedAt > SHORT_MS) process.stderr.write(`${line}\n`);
    },
    readStdin: () => text(process.stdin),
    fault: openLog({ level: 'error' }).fault,
  },
  words,
);
