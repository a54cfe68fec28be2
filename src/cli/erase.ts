import { z } from 'zod';
import { type EraseChildReport, eraseChild } from '../app/retention/erase-child.ts';
import type { Hold } from '../app/retention/judge-records.ts';
import { asAtInput, asAtOf, asAtOption } from './as-at.ts';
import { childArgument, childInput } from './child-argument.ts';
import { command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';

const holds: Readonly<Record<Hold, string>> = {
  INVESTIGATION_LIVE: 'an investigation that touches the child is live',
  EPISODE_OPEN: 'the child is missing',
  FILE_UNFINISHED: 'a file that may hold the child is still to be worked, or its retractions wait',
  FILE_QUARANTINED:
    'a file that holds the child has records in quarantine, which would be lost: homeward quarantine list',
};

function textOf({ child, erased, kept, held }: EraseChildReport): string {
  if (held !== null) return `nothing of ${child} was erased: ${holds[held]}`;
  const counts = Object.entries(erased);
  return [
    counts.length === 0 ? `nothing of ${child} is to be erased` : `erased of ${child}:`,
    ...counts.map(([kind, count]) => `  ${kind}: ${inWords(count)}`),
    ...(kept.length > 0 ? ['kept:'] : []),
    ...kept.map(
      ({ kind, rule, source, until, records }) =>
        `  ${kind}: ${countOf(records, 'record')} until ${until} (${rule}: ${source})`,
    ),
  ].join('\n');
}

/** `homeward erase`: erases everything of one child that no rule asks for, and says what is kept and why. */
export const eraseCommand = command({
  name: 'erase',
  summary: 'erase everything of one child that no retention rule asks for',
  arguments: [childArgument],
  options: [
    { flags: '--reason <text>', summary: 'why it was asked for; it is kept, so name no child' },
    { flags: '--approved-by <name>', summary: 'who approved it, having reviewed what the rules leave to a person' },
    asAtOption,
  ],
  help: 'Example:\n  homeward erase 6f0c2a4e-… --reason "asked for by the person" --approved-by "R. Shah, DPO"',
  input: z.object({
    child: childInput,
    reason: z.string('is needed').min(1).max(500),
    approvedBy: z.string('is needed').min(1).max(200),
    asAt: asAtInput,
  }),
  run: async (deps, { child: childId, reason, approvedBy, asAt }) => {
    const report = await withHubToTheEnd(deps, {
      howToGoOn: 'the same command does the rest',
      work: async (hub) =>
        eraseChild(ingestDepsOf(hub), { childId, reason, approvedBy, asAt: await asAtOf(asAt, deps.config, hub) }),
    });
    return { value: report, text: textOf(report), isRefused: report.held !== null };
  },
});
