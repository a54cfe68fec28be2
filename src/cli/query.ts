import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { InvalidRequest } from '../domain/errors.ts';
import { roles } from '../domain/policy.ts';
import { readViewer, type Viewer } from '../domain/viewer.ts';
import type { Answer } from '../server/answer.ts';
import { type CommandDeps, type CommandResult, command } from './command.ts';
import { readGiven } from './files.ts';
import { withHub } from './open-hub.ts';
import { InvalidUsage } from './usage.ts';
import { instantWanted, isOrganisation, organisationList, purposeList, unknownOrganisation } from './words.ts';

const asObject = (text: string, context: z.RefinementCtx): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    context.addIssue('is not a JSON object');
    return z.NEVER;
  }
};

const input = z.object({
  document: z.string().min(1),
  role: z.enum(roles, `is needed, one of:\n  ${roles.join('\n  ')}`),
  organisation: z.string('is needed').refine(isOrganisation, unknownOrganisation),
  purpose: z.string('is needed, such as SAFEGUARD_PLAN'),
  person: z.string().min(1).max(200).default('command-line'),
  variables: z.string().transform(asObject).optional(),
  asKnownAt: z.iso.datetime({ offset: true, error: instantWanted }).optional(),
  operation: z.string().optional(),
});
type Words = z.output<typeof input>;

function viewerOf({ person, role, organisation, purpose }: Words): Viewer {
  const reading = readViewer({ person, role, organisation, purpose });
  if (!reading.ok) throw new InvalidUsage(reading.reason);
  return reading.viewer;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

async function documentOf({ readStdin }: CommandDeps, given: string): Promise<string> {
  if (given === '-') return readStdin();
  if (await isFile(given)) return Buffer.from(await readGiven(given)).toString('utf8');
  if (given.includes('{')) return given;
  throw new InvalidRequest(`there is no file ${given}, and it is no GraphQL document`);
}

const response = z.looseObject({ errors: z.array(z.unknown()).optional() });

function resultOf({ text, status }: Answer): CommandResult {
  const value = response.parse(JSON.parse(text));
  const isRefused = status >= 400 || value.errors !== undefined;
  return { value, json: text, text: JSON.stringify(value, null, 2), isRefused };
}

/** `homeward query`: asks the hub as one viewer and prints the GraphQL response, as HTTP would answer it. */
export const queryCommand = command({
  name: 'query',
  summary: 'ask the hub as one viewer, in GraphQL',
  arguments: [{ syntax: '<document>', summary: 'a file, the document itself, or - for standard input' }],
  options: [
    { flags: '--role <role>', summary: 'the role of who asks' },
    { flags: '--organisation <code>', summary: 'the organisation of who asks' },
    { flags: '--purpose <purpose>', summary: 'what they ask it for' },
    { flags: '--person <id>', summary: 'who they are (default command-line)' },
    { flags: '--variables <json>', summary: 'the variables of the document' },
    { flags: '--as-known-at <iso>', summary: 'as the hub knew it then; a root field may name its own' },
    { flags: '--operation <name>', summary: 'which operation of the document' },
  ],
  help: `Example:
  homeward query '{ children(first: 3) { nodes { givenNames familyName } } }' \\
    --role social-worker --organisation E08000017 --purpose SAFEGUARD_PLAN

Roles, and the purposes of each:
${purposeList}

Organisations:
${organisationList}`,
  input,
  run: async (deps, words) => {
    const viewer = viewerOf(words);
    const query = await documentOf(deps, words.document);
    const { variables, asKnownAt, operation: operationName } = words;
    // GraphQL takes most of a second to load, and every command loads this file.
    const { answerOver } = await import('./answer-over.ts');
    return withHub(deps, async (hub) =>
      resultOf(await answerOver({ config: deps.config, hub, viewer }, { query, variables, asKnownAt, operationName })),
    );
  },
});
