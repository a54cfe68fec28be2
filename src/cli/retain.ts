import { z } from 'zod';
import type { RetentionReport } from '../app/retention/retain.ts';
import { retain } from '../app/retention/retain.ts';
import { groupBy } from '../domain/group-by.ts';
import { asAtInput, asAtOf, asAtOption } from './as-at.ts';
import { command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';

const MOST_LINES = 20;

const listed = (lines: readonly string[]): readonly string[] => {
  const more = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), ...(more > 0 ? [`  and ${inWords(more)} more: --json lists them all`] : [])];
};

function textOf({ asAt, erased, due, held, toDecide, others }: RetentionReport): string {
  const total = due.reduce((sum, { records }) => sum + records, 0);
  const what = erased ? 'erased' : 'due for erasure; nothing was changed';
  const reviews = [...groupBy(toDecide, ({ rule, why }) => `${why} under ${rule}`)];
  return [
    `as at ${asAt}: ${countOf(total, 'record')} ${what}`,
    ...due.map(
      ({ kind, rule, source, records, children }) =>
        `  ${kind}: ${inWords(records)} of ${countOf(children, 'child', 'children')} (${rule}: ${source})`,
    ),
    ...Object.entries(others).flatMap(([name, count]) => (count > 0 ? [`  ${name}: ${inWords(count)}`] : [])),
    ...(held.length > 0 ? [`held back, ${countOf(held.length, 'child', 'children')}:`] : []),
    ...listed(held.map(({ child, why }) => `  ${child}: ${why}`)),
    ...(toDecide.length > 0 ? ['for a person to decide, then homeward erase CHILD; --json names the children:'] : []),
    ...reviews.map(([why, group]) => `  ${why}: ${countOf(group.length, 'child', 'children')}`),
  ].join('\n');
}

/** `homeward retain`: erases what no rule asks for any longer, or only lists it. */
export const retainCommand = command({
  name: 'retain',
  summary: 'erase what no retention rule asks for any longer',
  options: [{ flags: '--dry-run', summary: 'only list what is due, and why' }, asAtOption],
  help: 'Example:\n  homeward retain --dry-run\n\nThe rules: docs/retention.md',
  input: z.object({ dryRun: z.boolean().default(false), asAt: asAtInput }),
  run: async (deps, { dryRun, asAt }) => {
    const { signal, progress, config } = deps;
    const report = await withHubToTheEnd(deps, {
      howToGoOn: 'the same command goes on from there',
      work: async (hub) =>
        retain(ingestDepsOf(hub), {
          ...{ dryRun, signal, asAt: await asAtOf(asAt, config, hub) },
          onProgress: ({ children, of }) => progress(`${inWords(children)} of ${inWords(of)} children`),
        }),
    });
    return { value: report, text: textOf(report) };
  },
});
