import { z } from 'zod';
import { InvalidRequest } from '../domain/errors.ts';
import { roles } from '../domain/policy.ts';
import { readViewer, type Viewer } from '../domain/viewer.ts';
import type { CommandDeps, CommandOption } from './command.ts';
import { withHub } from './open-hub.ts';
import { InvalidUsage } from './usage.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

/** Who asks, as options. */
export const askerOptions: readonly CommandOption[] = [
  { flags: '--role <role>', summary: 'the role of who asks' },
  { flags: '--organisation <code>', summary: 'the organisation of who asks' },
  { flags: '--purpose <purpose>', summary: 'what they ask it for (default SAFEGUARD_PLAN)' },
  { flags: '--person <id>', summary: 'who they are (default command-line)' },
];

/** The same as input. */
export const askerShape = {
  role: z.enum(roles, `is needed, one of:\n  ${roles.join('\n  ')}`),
  organisation: z.string('is needed').refine(isOrganisation, unknownOrganisation),
  purpose: z.string().default('SAFEGUARD_PLAN'),
  person: z.string().min(1).max(200).default('command-line'),
} as const;

/** Who asks. */
export interface Asker {
  readonly role: (typeof roles)[number];
  readonly organisation: string;
  readonly purpose: string;
  readonly person: string;
}

const viewerOf = ({ person, role, organisation, purpose }: Asker): Viewer => {
  const reading = readViewer({ person, role, organisation, purpose });
  if (!reading.ok) throw new InvalidUsage(reading.reason);
  return reading.viewer;
};

const answered = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

/** A document and its variables. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Asks the hub in GraphQL, as its server would be asked by whoever the options name, and gives `data`.
 * @throws InvalidRequest, InvalidUsage
 */
export const askHub = async (
  deps: CommandDeps,
  asker: Asker,
  { query, variables }: Question,
): Promise<Readonly<Record<string, unknown>>> => {
  const viewer = viewerOf(asker);
  // GraphQL takes most of a second to load.
  const { answerOver } = await import('./answer-over.ts');
  return withHub(deps, async (hub) => {
    const { text } = await answerOver({ config: deps.config, hub, viewer }, { query, variables: { ...variables } });
    const { data, errors } = answered.parse(JSON.parse(text));
    if (errors || !data) throw new InvalidRequest(errors?.map(({ message }) => message).join('; ') ?? 'no answer');
    return data;
  });
};

/** A global id of this type, with or without the type before it. */
export const globalId = (type: string, what: string) =>
  z
    .string()
    .transform((id) => id.replace(new RegExp(`^${type}:`), ''))
    .pipe(z.uuid(`is not the id of ${what}, such as ${type}:4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10`))
    .transform((id) => `${type}:${id}`);

/** What every payload of a mutation may be instead: a refusal. */
export const refusedShape = z.looseObject({ code: z.string(), message: z.string() });
