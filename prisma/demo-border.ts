import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provenText } from '../src/cli/exchange-words.ts';
import { ingestDepsOf } from '../src/cli/ingest-deps.ts';
import { openHub } from '../src/cli/open-hub.ts';
import { readConfig } from '../src/config.ts';
import { playBorder } from './border/play-border.ts';

const folder = join(process.cwd(), '.homeward-border');
const print = (line: string) => process.stdout.write(`${line}\n`);

// Two hubs that share nothing: a folder, a PostgreSQL and a key each.
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const open = (name: string) =>
  openHub({ config: readConfig({}, { dataDir: join(folder, name, 'data') }), progress: () => undefined });
print('starting two hubs: Doncaster and Rotherham, a database each');
const hubs = [await open('doncaster'), await open('rotherham')] as const;
try {
  const [home, host] = [ingestDepsOf(hubs[0]), ingestDepsOf(hubs[1])];
  const { bundle, verdict, flipped, states, interview } = await playBorder({ home, host, folder, print });
  print(`Doncaster: ${states.home.join(', ')}; Rotherham: ${states.host.join(', ')}`);
  print(`in the child’s record at home: an interview by ${interview.organisation}: ${interview.account}`);
  print(`stayed with its source: ${interview.withheld.join(', ')}`);
  print(`\n${bundle}`);
  for (const message of verdict.messages) print(provenText(message));
  print(verdict.fault ? `does not hold: line ${verdict.fault.line}` : 'the bundle holds');
  const { fault } = flipped.verdict;
  print(`one byte flipped in line ${flipped.line}: ${fault ? `line ${fault.line}: ${fault.reason}` : 'unnoticed'}`);
  print(
    `\ncheck it yourself: npx homeward exchange verify ${bundle} --register ${join(folder, 'doncaster', 'register.json')}`,
  );
  process.exitCode = verdict.fault === null && fault?.line === flipped.line ? 0 : 1;
} finally {
  for (const hub of hubs) await hub.close();
}
