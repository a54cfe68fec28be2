import { z } from 'zod';
import { type RebuildReport, rebuild } from '../app/rebuild.ts';
import { command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';

const MOST_LINES = 20;

function textOf({ children, differences }: RebuildReport, verify: boolean): string {
  const lines = differences.slice(0, MOST_LINES).map(({ child, table, what }) => `  ${child} ${table}: ${what}`);
  const more = differences.length - lines.length;
  return [
    `${countOf(children, 'child', 'children')} derived again: ${countOf(differences.length, 'difference')}${verify ? '' : ', put right'}`,
    ...lines,
    ...(more > 0 ? [`  and ${inWords(more)} more: --json lists them all`] : []),
    ...(verify && differences.length > 0 ? ['to put them right: homeward rebuild'] : []),
  ].join('\n');
}

/** `homeward rebuild`: derives everything anew from what was said and linked, or proves that it is as stored. */
export const rebuildCommand = command({
  name: 'rebuild',
  summary: 'derive everything anew from facts and links',
  options: [{ flags: '--verify', summary: 'change nothing; exit 1 where what is stored differs' }],
  help: 'Example:\n  homeward rebuild --verify',
  input: z.object({ verify: z.boolean().default(false) }),
  run: async (deps, { verify }) => {
    const { signal, progress } = deps;
    const report = await withHubToTheEnd(deps, {
      howToGoOn: 'the same command begins again and skips nothing',
      work: (hub) =>
        rebuild(ingestDepsOf(hub), {
          ...{ verify, signal },
          onProgress: ({ children, of }) => progress(`${inWords(children)} of ${inWords(of)} children`),
        }),
    });
    return { value: report, text: textOf(report, verify), isRefused: verify && report.differences.length > 0 };
  },
});
