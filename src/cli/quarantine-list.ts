import { z } from 'zod';
import { listQuarantine, type QuarantinePage } from '../app/quarantine/list-quarantine.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';

function textOf({ records, next }: QuarantinePage): string {
  if (records.length === 0) return 'nothing waits in quarantine';
  const lines = records.map(({ id, organisation, file, locator, reasons }) => {
    const why = reasons.map(({ rule, message }) => `${message} (${rule})`).join('; ');
    return `${id}  ${organisation}  ${file}, ${locator}: ${why}`;
  });
  const more = next === null ? [] : [`more: homeward quarantine list --after ${next}`];
  return [...lines, ...more, 'what it said: homeward quarantine show ID'].join('\n');
}

/** `homeward quarantine list`: what could not be used, and why, oldest first. */
export const quarantineListCommand = command({
  name: 'quarantine list',
  summary: 'list what could not be used, and why',
  options: [
    { flags: '--limit <number>', summary: 'how many: 1 to 200 (default 50)' },
    { flags: '--after <id>', summary: 'only those after this one' },
  ],
  help: 'Example:\n  homeward quarantine list --limit 10',
  input: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.uuid('is not the id of a quarantined record').optional(),
  }),
  run: (deps, { limit, after = null }) =>
    withHub(deps, async ({ pools }) => {
      const page = await listQuarantine({ pools }, { limit, after });
      return { value: page, text: textOf(page) };
    }),
});
