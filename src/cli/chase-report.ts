import { z } from 'zod';
import { deskReport } from '../app/chase/desk.ts';
import { type ChaseReportKey, type ChaseReportRow, chaseReportKeys } from '../store/chase-desk.ts';
import { command } from './command.ts';
import { inWords } from './counts.ts';
import { hubClock } from './hub-clock.ts';
import { withHub } from './open-hub.ts';

const words = Object.keys(chaseReportKeys).filter((word): word is ChaseReportKey => word in chaseReportKeys);

const keysOf = z
  .string()
  .default('force,unit')
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(z.array(z.enum(words, `is a list of ${words.join(', ')}`)).min(1));

const lineOf = (row: ChaseReportRow): string => {
  const { key, asked, inTime, late, open, overdue, medianHours, incidentsNotInTime, isRepeated } = row;
  const about = Object.values(key)
    .map((value) => value ?? 'not said')
    .join(', ');
  const again = isRepeated ? `; again and again: not in time in ${inWords(incidentsNotInTime)} incidents` : '';
  const median = medianHours === null ? 'none answered' : `${medianHours} hours at the median`;
  return `${about}: ${inWords(inTime)} of ${inWords(asked)} in time, ${inWords(late)} late, ${inWords(open)} open (${inWords(overdue)} overdue), ${median}${again}`;
};

const textOf = (rows: readonly ChaseReportRow[]): string => {
  if (rows.length === 0) return 'no question was put to a force in this time';
  return [...rows.map(lineOf), 'which they are: homeward chase list --overdue'].join('\n');
};

const day = z.iso.date('is not a date such as 2026-03-01').optional();

/** `homeward chase report`: who answers, and who has to be asked again and again. */
export const chaseReportCommand = command({
  name: 'chase report',
  summary: 'count questions to forces: answered in time, late, open, overdue; those who owe most come first',
  options: [
    { flags: '--by <words>', summary: `split by any of ${words.join(', ')} (default force,unit)` },
    { flags: '--from <date>', summary: 'only questions put on this day or later' },
    { flags: '--to <date>', summary: 'only questions put before this day' },
  ],
  help: 'Example:\n  homeward chase report --by unit,field',
  input: z.object({ by: keysOf, from: day, to: day }),
  run: (deps, { by, from = null, to = null }) =>
    withHub(deps, async (hub) => {
      const now = (await hubClock(deps.config, hub)).now();
      const rows = await deskReport(hub, by, { from, to, now });
      return { value: { by, rows }, text: textOf(rows) };
    }),
});
