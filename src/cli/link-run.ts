import { z } from 'zod';
import { type LinkRunReport, linkRun } from '../app/link/link-run.ts';
import { command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { identifyingOf, ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';

const textOf = (report: LinkRunReport, isDry: boolean): string => {
  const { records, pairs, clusters, keysRenewed, edgesChanged, placedAnew, alarming, skippedBlocks, model } = report;
  const done = isDry ? 'would be' : 'were';
  return [
    `${countOf(records, 'record')} of ${countOf(clusters, 'child', 'children')} by model ${model}: ${countOf(pairs, 'pair')} compared`,
    `keys of ${countOf(keysRenewed, 'record')} ${done} renewed, ${countOf(edgesChanged, 'link')} changed, ${countOf(placedAnew, 'record')} placed anew`,
    ...(skippedBlocks > 0 ? [`${countOf(skippedBlocks, 'key')} shared by too many records to say anything`] : []),
    ...(alarming.length > 0
      ? [`children of alarmingly many records: ${alarming.map(inWords).join(', ')} records`]
      : []),
  ].join('\n');
};

/** `homeward link run`: links everything held, and puts right what is stored otherwise. */
export const linkRunCommand = command({
  name: 'link run',
  summary: 'link everything held anew, by the rules of one record at a time',
  options: [
    { flags: '--dry-run', summary: 'only say what would change' },
    { flags: '--refresh', summary: 'count how frequent names are now, and decide by that from now on' },
  ],
  help: `Example:
  homeward link run --dry-run

What a person decided stands. Records go on coming in meanwhile.`,
  input: z.object({ dryRun: z.boolean().default(false), refresh: z.boolean().default(false) }),
  run: async (deps, { dryRun, refresh }) => {
    const { signal, progress } = deps;
    const report = await withHubToTheEnd(deps, {
      howToGoOn: 'the same command begins again and finds only what is left',
      work: (hub) =>
        linkRun(
          { ...ingestDepsOf(hub), identifying: identifyingOf(hub) },
          { dryRun, refresh, signal, onProgress: progress },
        ),
    });
    return { value: report, text: textOf(report, dryRun) };
  },
});
