import { z } from 'zod';
import { deskList } from '../app/chase/desk.ts';
import type { EnrichmentRequest } from '../domain/enrichment-request.ts';
import { command } from './command.ts';
import { countOf } from './counts.ts';
import { hubClock } from './hub-clock.ts';
import { withHub } from './open-hub.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

const MOST = 10_000;

const lineOf = ({ id, organisation, forceReference, field, urgency, dueAt, state }: EnrichmentRequest): string =>
  `${id}  ${organisation.padEnd(3)}  ${forceReference}  ${field.padEnd(22)}  ${urgency.padEnd(6)}  due ${dueAt.slice(0, 16)}Z  ${state}`;

const textOf = (requests: readonly EnrichmentRequest[]): string => {
  const [first] = requests;
  if (first === undefined) return 'no question to a force';
  const next = [
    `one of them: homeward chase show ${first.id}`,
    `for the force: homeward chase export --force ${first.organisation} --out DIR`,
  ];
  return [...requests.map(lineOf), countOf(requests.length, 'question'), ...next].join('\n');
};

/** `homeward chase list`: what forces were asked about their notifications, those due first coming first. */
export const chaseListCommand = command({
  name: 'chase list',
  summary: 'list what forces were asked about their notifications, those due first coming first',
  options: [
    { flags: '--force <code>', summary: 'only those to this force' },
    { flags: '--open', summary: 'only those that wait for an answer' },
    { flags: '--overdue', summary: 'only those that wait longer than they should' },
    { flags: '--limit <number>', summary: `how many: 1 to ${MOST} (default 200)` },
  ],
  help: 'Example:\n  homeward chase list --force 14 --overdue',
  input: z.object({
    force: z.string().refine(isOrganisation, unknownOrganisation).optional(),
    open: z.boolean().default(false),
    overdue: z.boolean().default(false),
    limit: z.coerce.number().int().min(1).max(MOST).default(200),
  }),
  run: (deps, { force = null, open, overdue, limit }) =>
    withHub(deps, async (hub) => {
      const now = (await hubClock(deps.config, hub)).now();
      const which = overdue ? 'OVERDUE' : open ? 'OPEN' : 'ALL';
      const requests = await deskList(hub, { force, which, now, limit });
      return { value: { requests }, text: textOf(requests) };
    }),
});
