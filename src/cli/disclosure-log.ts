import { userInfo } from 'node:os';
import { z } from 'zod';
import { NotFound } from '../domain/errors.ts';
import type { Viewer } from '../domain/viewer.ts';
import { type Command, type CommandDeps, type CommandResult, command } from './command.ts';
import { inWords } from './counts.ts';
import { type Hub, withHub } from './open-hub.ts';
import { instantWanted } from './words.ts';

const instant = z.iso.datetime({ offset: true, error: instantWanted }).optional();

const input = z.object({
  child: z
    .string()
    .transform((id) => id.replace(/^Child:/, ''))
    .pipe(z.uuid('is not the id of a child, such as Child:4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10')),
  from: instant,
  to: instant,
});
type Words = z.output<typeof input>;

type LogField = 'whoSaw' | 'recallList';

const documentOf = (
  field: LogField,
): string => `query Log($child: ID!, $from: DateTime, $to: DateTime, $after: String) {
  log: ${field}(childId: $child, from: $from, to: $to, after: $after, first: 200) {
    nodes { at organisation role purpose fieldCount }
    pageInfo { hasNextPage endCursor }
  }
}`;

const disclosure = z.object({
  at: z.string(),
  organisation: z.string(),
  role: z.string(),
  purpose: z.string(),
  fieldCount: z.number(),
});
type Disclosure = z.infer<typeof disclosure>;

const page = z.object({
  data: z.object({
    log: z
      .object({
        nodes: z.array(disclosure),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      })
      .nullable(),
  }),
});

/** Who runs the hub, as the ledger will name them. */
const operator = (): Viewer => ({
  person: userInfo().username,
  organisation: 'HUB',
  role: 'system-admin',
  purpose: 'STAT_RETURN',
});

type Page = NonNullable<z.infer<typeof page>['data']['log']>;

interface Reading {
  readonly deps: CommandDeps;
  readonly hub: Hub;
  readonly field: LogField;
  readonly words: Words;
}

const readPage = async ({ deps, hub, field, words }: Reading, after: string | null): Promise<Page> => {
  // GraphQL takes most of a second to load, and every command loads this file.
  const { answerOver } = await import('./answer-over.ts');
  const variables = { ...words, child: `Child:${words.child}`, after };
  const answer = await answerOver(
    { config: deps.config, hub, viewer: operator() },
    { query: documentOf(field), variables },
  );
  const { log } = page.parse(JSON.parse(answer.text)).data;
  if (!log) throw new NotFound('there is no such child');
  return log;
};

const readAll = async (reading: Reading): Promise<readonly Disclosure[]> => {
  const found: Disclosure[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: Page = await readPage(reading, after);
    found.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
};

interface LogCommand {
  readonly name: string;
  readonly field: LogField;
  readonly summary: string;
  readonly help: string;
}

const lineOf = ({ at, organisation, role, purpose, fieldCount }: Disclosure): string =>
  `${at}  ${organisation.padEnd(12)}  ${role.padEnd(27)}  ${purpose.padEnd(19)}  ${fieldCount} fields`;

const resultOf = (disclosures: readonly Disclosure[]): CommandResult => ({
  value: { disclosures },
  text: [...disclosures.map(lineOf), `${inWords(disclosures.length)} disclosures`].join('\n'),
});

/** A command that lists disclosures of a child, as far as whoever runs the hub may know them. */
export const disclosureLog = ({ name, field, summary, help }: LogCommand): Command =>
  command({
    ...{ name, summary, help, input },
    arguments: [{ syntax: '<child>', summary: 'the child’s id, with or without `Child:` before it' }],
    options: [
      { flags: '--from <iso>', summary: 'only what was shown at this instant or later' },
      { flags: '--to <iso>', summary: 'only what was shown before this instant' },
    ],
    run: (deps, words) => withHub(deps, async (hub) => resultOf(await readAll({ deps, hub, field, words }))),
  });
