import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { ingestSample, isSound, type SampleOutcome, samplesFolder, surveySamples } from '../support/samples.ts';
import { openThrowAwayDatabase } from '../support/throw-away-database.ts';

const columns = ['received', 'stored', 'unchanged', 'quarantined', 'issues'] as const;

const table = (rows: readonly (readonly (string | number)[])[]): string => {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => String(row[at] ?? '').length)));
  const cellOf = (cell: string | number, at: number) =>
    typeof cell === 'number' ? String(cell).padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
  return rows.map((row) => row.map(cellOf).join('  ').trimEnd()).join('\n');
};

const verdictOf = (outcome: SampleOutcome): string => {
  if (outcome.crash !== null) return `crashed: ${outcome.crash}`;
  if (!outcome.isConserved) return 'does not add up';
  return outcome.placeless > 0 ? `${outcome.placeless} issues without a place` : '';
};

const totalOf = (outcomes: readonly SampleOutcome[], column: (typeof columns)[number]): number =>
  outcomes.reduce((sum, outcome) => sum + outcome[column], 0);

const countOf = (outcomes: readonly SampleOutcome[], holds: (outcome: SampleOutcome) => boolean): number =>
  outcomes.filter(holds).length;

const say = (line: string): void => console.log(line);

const reportOn = (outcomes: readonly SampleOutcome[]): void => {
  const rows = outcomes.map((outcome) => [
    relative(samplesFolder, outcome.path),
    outcome.format,
    ...columns.map((column) => outcome[column]),
    verdictOf(outcome),
  ]);
  const totals = ['total', `${outcomes.length} files`, ...columns.map((column) => totalOf(outcomes, column)), ''];
  say(table([['file', 'format', ...columns, ''], ...rows, totals]));
  const crashes = countOf(outcomes, ({ crash }) => crash !== null);
  const unconserved = countOf(outcomes, ({ isConserved }) => !isConserved);
  const placeless = outcomes.reduce((sum, outcome) => sum + outcome.placeless, 0);
  say(`\ncrashes ${crashes}`);
  say(
    `conservation (received = stored + unchanged + quarantined): ${unconserved === 0 ? 'held everywhere' : `broken in ${unconserved} files`}`,
  );
  say(`issues without rule, message or place: ${placeless}`);
};

const run = async (): Promise<boolean> => {
  const { claims, unclaimed } = surveySamples(samplesFolder);
  const database = await openThrowAwayDatabase();
  try {
    const outcomes: SampleOutcome[] = [];
    for (const claim of claims) outcomes.push(await ingestSample(database.pools, claim));
    reportOn(outcomes);
    say(`\nfiles no format knows: ${[...unclaimed.values()].reduce((sum, count) => sum + count, 0)}`);
    say(table([...unclaimed].map(([folder, count]) => [count, folder])));
    return outcomes.length > 0 && outcomes.every(isSound);
  } finally {
    await database.close();
  }
};

if (existsSync(samplesFolder)) process.exitCode = (await run()) ? 0 : 1;
else {
  console.error(`The public samples are not in ${samplesFolder}; HOMEWARD_SAMPLES names another folder.`);
  process.exitCode = 1;
}
