import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openMessages } from '../app/chase/desk.ts';
import { command } from './command.ts';
import { countOf } from './counts.ts';
import { withHub } from './open-hub.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

/** `homeward chase export`: the messages a force's system fetches. */
export const chaseExportCommand = command({
  name: 'chase export',
  summary: 'write the messages with open questions to a force, a file each, for its system to fetch',
  options: [
    { flags: '--force <code>', summary: 'the force' },
    { flags: '--out <folder>', summary: 'the folder; files of the same messages are written anew' },
  ],
  help: 'Example:\n  homeward chase export --force 14 --out outgoing/14\n\nThe contract: docs/enrichment-request.schema.json',
  input: z.object({ force: z.string().refine(isOrganisation, unknownOrganisation), out: z.string().min(1) }),
  run: (deps, { force, out }) =>
    withHub(deps, async (hub) => {
      const messages = await openMessages(hub, force);
      await mkdir(out, { recursive: true, mode: 0o700 });
      for (const message of messages) {
        const file = join(out, `enrichment-request-${message.messageId}.json`);
        // Never half a message under the name the force's system looks for.
        await writeFile(`${file}.part`, `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600 });
        await rename(`${file}.part`, file);
      }
      const files = messages.map(({ messageId }) => `enrichment-request-${messageId}.json`);
      return { value: { force, files }, text: `${out}: ${countOf(messages.length, 'message')} to force ${force}` };
    }),
});
