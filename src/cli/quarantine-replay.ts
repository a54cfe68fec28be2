import { z } from 'zod';
import { type ReplayRequest, replayQuarantine } from '../app/quarantine/replay-quarantine.ts';
import { type CommandDeps, command } from './command.ts';
import { accountText } from './counts.ts';
import { readGiven } from './files.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';
import { InvalidUsage } from './usage.ts';

interface Words {
  readonly id?: string | undefined;
  readonly all: boolean;
  readonly with?: string | undefined;
}

async function whatOf({ id, all, with: path }: Words): Promise<ReplayRequest['what']> {
  if (all && (id !== undefined || path !== undefined)) throw new InvalidUsage('--all stands alone');
  if (all) return { all };
  if (id === undefined) throw new InvalidUsage('which: the id of a quarantined record, or --all');
  return path === undefined ? { id } : { id, replacement: await readGiven(path) };
}

async function replay(deps: CommandDeps, words: Words) {
  const what = await whatOf(words);
  const { signal } = deps;
  return withHubToTheEnd(deps, {
    howToGoOn: 'the same command goes on from there',
    work: (hub) => replayQuarantine(ingestDepsOf(hub), { what, signal, receivedAt: new Date().toISOString() }),
  });
}

/** `homeward quarantine replay`: reads quarantined records again, as the hub reads them now or from a corrected file. */
export const quarantineReplayCommand = command({
  name: 'quarantine replay',
  summary: 'read quarantined records again, after a fix',
  arguments: [{ syntax: '[id]', summary: 'the one record; without it, --all' }],
  options: [
    { flags: '--all', summary: 'everything that waits in quarantine' },
    { flags: '--with <file>', summary: 'a corrected file of that record, or of the whole file' },
  ],
  help: `Examples:
  homeward quarantine replay --all
  homeward quarantine replay 4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10 --with corrected.json`,
  input: z.object({
    id: z.uuid('is not the id of a quarantined record').optional(),
    all: z.boolean().default(false),
    with: z.string().optional(),
  }),
  run: async (deps, words) => {
    const account = await replay(deps, words);
    const more = account.quarantined > 0 ? '\nwhat still waits: homeward quarantine list' : '';
    return { value: account, text: `${accountText(account)}${more}` };
  },
});
