import { Command, InvalidArgumentError } from 'commander';
import type { BenchOptions } from './bench.ts';
import { benches } from './register.ts';

const positive = (text: string): number => {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('a number above zero');
  return number;
};
const whole = (text: string): number => Math.max(1, Math.round(positive(text)));

const program = new Command('bench').description('measure the hub against its limit, on a database of its own');
for (const bench of benches) {
  program
    .command(bench.name)
    .description(bench.summary)
    .option('--children <number>', 'how many children the database holds', whole, 20_000)
    .option('--rounds <number>', 'how often each contender is measured', whole, 5)
    .option('--seconds <number>', 'how long each measurement lasts', positive, 5)
    .option('--json', 'print what was measured as JSON')
    .action(async ({ json, ...options }: Omit<BenchOptions, 'onProgress'> & { json?: true }) => {
      const onProgress = (line: string) => process.stderr.write(`${line}\n`);
      const report = await bench.run({ ...options, onProgress });
      process.stdout.write(json ? `${JSON.stringify(report.json, null, 2)}\n` : `${report.text}\n`);
    });
}
await program.parseAsync();
