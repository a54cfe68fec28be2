import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { ingestFiles } from '../app/ingest/ingest-file.ts';
import type { Summary } from '../app/ingest/summary.ts';
import { type CommandResult, command } from './command.ts';
import { accountText, inWords } from './counts.ts';
import { readPaths } from './files.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';
import { instantWanted, isOrganisation, organisationList, unknownOrganisation } from './words.ts';

const adapterIds = adapters.map(({ id }) => id);

const adapterList = adapters.map(({ id, title }) => `  ${id.padEnd(14)} ${title}`).join('\n');

const help = `Example:
  homeward ingest police notifications.json --organisation 14

Adapters:
${adapterList}

Organisations:
${organisationList}`;

const nextSteps = ({ quarantined, held }: Summary): readonly string[] => [
  ...(quarantined > 0 ? ['why something was quarantined: homeward quarantine list'] : []),
  ...(held > 0
    ? [
        `${held} ${held === 1 ? 'file holds' : 'files hold'} much less than before, so nothing was retracted:`,
        'if that is right, the same command with --confirm-retractions',
      ]
    : []),
];

const fileLines = ({ deliveries }: Summary): readonly string[] =>
  deliveries.length < 2
    ? []
    : deliveries.map(({ name, format, received }) => `${name}: ${inWords(received)} (${format})`);

function resultOf(summary: Summary): CommandResult {
  const { deliveries: _files, ...value } = summary;
  return { value, text: [...fileLines(summary), accountText(summary), ...nextSteps(summary)].join('\n') };
}

/** `homeward ingest`: takes files of one sender in and says what became of every record. */
export const ingestCommand = command({
  name: 'ingest',
  summary: 'take in files or folders of one sender',
  arguments: [
    { syntax: '<adapter>', summary: 'how the sender speaks' },
    { syntax: '<paths...>', summary: 'files, or folders whose files are taken in' },
  ],
  options: [
    { flags: '--organisation <code>', summary: 'who sends it' },
    { flags: '--received-at <iso>', summary: 'when it arrived (default now)' },
    { flags: '--confirm-retractions', summary: 'retract what a snapshot no longer holds, however much that is' },
  ],
  help,
  input: z.object({
    adapter: z.enum(adapterIds, `is no adapter; there are: ${adapterIds.join(', ')}`),
    paths: z.string().array(),
    organisation: z.string('is needed').refine(isOrganisation, unknownOrganisation),
    receivedAt: z.iso.datetime({ offset: true, error: instantWanted }).optional(),
    confirmRetractions: z.boolean().default(false),
  }),
  run: async (deps, { adapter, paths, organisation, receivedAt, confirmRetractions }) => {
    const files = await readPaths(paths);
    const { signal, progress } = deps;
    const summary = await withHubToTheEnd(deps, {
      howToGoOn: 'the same command goes on from there',
      work: (hub) =>
        ingestFiles(ingestDepsOf(hub), {
          ...{ adapterId: adapter, files, organisation, confirmRetractions, signal },
          receivedAt: receivedAt ?? new Date().toISOString(),
          onProgress: ({ name, records }) => progress(`${name}: ${inWords(records)} records`),
        }),
    });
    return resultOf(summary);
  },
});
