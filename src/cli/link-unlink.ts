import { z } from 'zod';
import { NotFound } from '../domain/errors.ts';
import { type Asker, askerOptions, askerShape, askHub, globalId, refusedShape } from './asker.ts';
import { type CommandDeps, type CommandResult, command } from './command.ts';
import { countOf } from './counts.ts';
import { keyOf, keyOption } from './link-review-act.ts';

const sourcesDocument = `query Sources($childId: ID!) {
  sourcePersons(childId: $childId) { sourcePerson organisation system givenNames familyName birthEarliest }
}`;
const words = z.string().nullable();
const sources = z.object({
  sourcePersons: z
    .array(
      z.object({
        ...{ sourcePerson: z.string(), organisation: words, system: words },
        ...{ givenNames: words, familyName: words, birthEarliest: words },
      }),
    )
    .nullable(),
});

const list = async (deps: CommandDeps, asker: Asker, childId: string): Promise<CommandResult> => {
  const question = { query: sourcesDocument, variables: { childId } };
  const { sourcePersons } = sources.parse(await askHub(deps, asker, question));
  if (sourcePersons === null) throw new NotFound('there is no such child, or none you have a relationship to');
  const lines = sourcePersons.map(({ sourcePerson, ...said }) => {
    const known = [said.organisation, said.system, said.givenNames, said.familyName, said.birthEarliest];
    return `${sourcePerson}  ${known.filter((word) => word !== null).join(' ')}`;
  });
  const next = 'to take some out: the same with --take SOURCEPERSON,… --reason TEXT';
  return { value: { sourcePersons }, text: [...lines, countOf(lines.length, 'source person'), next].join('\n') };
};

const payload = z.object({
  payload: z.union([z.object({ requestId: z.string(), repeated: z.boolean() }), refusedShape]),
});

const ask = async (
  deps: CommandDeps,
  asker: Asker,
  input: Readonly<Record<string, unknown>>,
): Promise<CommandResult> => {
  const query = `mutation Unlink($input: UnlinkRequestInput!) { payload: unlinkRequest(input: $input) {
    ... on UnlinkAsked { requestId repeated } ... on Refusal { code message } } }`;
  const { payload: value } = payload.parse(await askHub(deps, asker, { query, variables: { input } }));
  if ('code' in value) return { value, text: `${value.code}: ${value.message}`, isRefused: true };
  const text = `${value.requestId} waits for another person: homeward link approve ${value.requestId}`;
  return { value, text };
};

/** `homeward link unlink`: asks for source persons to be taken out of a child, or lists those it is made of. */
export const linkUnlinkCommand = command({
  name: 'link unlink',
  summary: 'ask for source persons to be taken out of a child; another person approves it',
  arguments: [{ syntax: '<child>', summary: 'the child’s id, with or without `Child:` before it' }],
  options: [
    ...askerOptions,
    { flags: '--take <ids>', summary: 'source persons to take out, by comma; without it, those there are' },
    { flags: '--reason <text>', summary: 'why, in words you can be asked about' },
    keyOption,
  ],
  input: z.object({
    ...askerShape,
    child: globalId('Child', 'a child'),
    take: z
      .string()
      .transform((ids) => ids.split(','))
      .pipe(z.array(globalId('SourcePerson', 'a source person')))
      .optional(),
    reason: z.string().default(''),
    key: z.string().optional(),
  }),
  run: (deps, { child: childId, take, reason, key, ...asker }) =>
    take === undefined
      ? list(deps, asker, childId)
      : ask(deps, asker, { childId, sourcePersons: take, reason, idempotencyKey: keyOf(key) }),
});
