import { z } from 'zod';
import { FEWEST_WEEKS, MOST_CHILDREN, MOST_TWINS, MOST_WEEKS, usualOptions } from '../app/synth/options.ts';
import { type SynthSummary, synth } from '../app/synth/synth.ts';
import { type CommandDeps, command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { Interrupted } from './usage.ts';

const help = `Example:
  homeward synth --children 1000 --seed 7 --out invented

The same options write the same bytes, and fewer children are the first of more. README.txt says how the
files are taken in, truth.jsonl who is who. Shares lie between 0 and 1.`;

const share = (most = 1) =>
  z.coerce.number('is not a number').min(0, 'is less than 0').max(most, `is more than ${most}`);
const count = (least: number, most: number) =>
  z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(least, `is less than ${least}`)
    .max(most, `is more than ${most}`);

/** What the work took of the machine. */
interface Effort {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

const effortSince = (began: number): Effort => ({
  seconds: Math.round((performance.now() - began) / 100) / 10,
  // The system counts in kilobytes.
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
});

const textOf = (out: string, summary: SynthSummary, { seconds, peakMegabytes }: Effort): string =>
  [
    `${countOf(summary.children, 'child', 'children')} with ${countOf(summary.episodes, 'absence')}, known to ${countOf(summary.sources, 'system')} in all`,
    `${countOf(summary.records, 'record')} in ${countOf(summary.files, 'file')} below ${out}`,
    `${seconds} s, at most ${inWords(peakMegabytes)} MB of memory`,
    `how they are taken in: ${out}/README.txt`,
  ].join('\n');

const announcing =
  ({ progress }: CommandDeps, children: number, began: number) =>
  (now: { readonly children: number; readonly records: number }) => {
    const rate = Math.round(now.records / ((performance.now() - began) / 1000));
    progress(`${inWords(now.children)} of ${inWords(children)} children, ${inWords(rate)} records/s`);
  };

/** `homeward synth`: writes files of invented children as five agencies would send them. */
export const synthCommand = command({
  name: 'synth',
  summary: 'write files of invented children, as all agencies would send them',
  options: [
    { flags: '--children <n>', summary: `how many (default ${usualOptions.children})` },
    { flags: '--seed <n>', summary: `whole number they are derived from (default ${usualOptions.seed})` },
    { flags: '--out <folder>', summary: 'folder to write to, empty or new' },
    { flags: '--overwrite', summary: 'replace what was invented in that folder before' },
    { flags: '--from <date>', summary: `first day they go missing on (default ${usualOptions.from})` },
    { flags: '--weeks <n>', summary: `for how many weeks (default ${usualOptions.weeks})` },
    { flags: '--looked-after <share>', summary: `who are looked after (default ${usualOptions.lookedAfter})` },
    { flags: '--out-of-area <share>', summary: `of these, placed elsewhere (default ${usualOptions.outOfArea})` },
    { flags: '--repeat <share>', summary: `who go missing again and again (default ${usualOptions.repeat})` },
    { flags: '--twins <share>', summary: `who have a twin among them (default ${usualOptions.twins})` },
    { flags: '--errors <share>', summary: `how often a thing is written wrongly (default ${usualOptions.errors})` },
  ],
  help,
  input: z.object({
    children: count(1, MOST_CHILDREN).default(usualOptions.children),
    seed: count(0, 4_294_967_295).default(usualOptions.seed),
    out: z.string('is needed').min(1, 'is needed'),
    overwrite: z.boolean().default(false),
    from: z.iso.date('is not a date such as 2014-10-20').default(usualOptions.from),
    weeks: count(FEWEST_WEEKS, MOST_WEEKS).default(usualOptions.weeks),
    lookedAfter: share().default(usualOptions.lookedAfter),
    outOfArea: share().default(usualOptions.outOfArea),
    repeat: share().default(usualOptions.repeat),
    twins: share(MOST_TWINS).default(usualOptions.twins),
    errors: share().default(usualOptions.errors),
  }),
  run: async (deps, { out, overwrite, ...options }) => {
    const began = performance.now();
    const { signal } = deps;
    try {
      const onProgress = announcing(deps, options.children, began);
      const summary = await synth({ options, folder: out, overwrite, signal, onProgress });
      const effort = effortSince(began);
      return { value: { ...summary, ...effort }, text: textOf(out, summary, effort) };
    } catch (error) {
      if (!signal.aborted || error !== signal.reason) throw error;
      throw new Interrupted(`stopped; what is below ${out} is not whole, so begin again with --overwrite`);
    }
  },
});
