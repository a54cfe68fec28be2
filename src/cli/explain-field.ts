import { z } from 'zod';
import { InvalidRequest } from '../domain/errors.ts';
import { isPseudonymous } from '../domain/is-pseudonymous.ts';
import { organisations } from '../domain/organisations.ts';
import { readViewer, type Viewer } from '../domain/viewer.ts';
import { explainedField } from '../plan/explained-field.ts';
import { pseudonymOf, readKeys } from '../plan/keys.ts';
import type { CommandDeps, CommandResult } from './command.ts';
import { type Hub, withHub } from './open-hub.ts';
import { InvalidUsage } from './usage.ts';

/** What is asked of one field of one child. */
export interface FieldQuestion {
  /** `Child:…`, or its uuid alone. */
  readonly child: string;
  /** `Type.field`. */
  readonly field: string;
  readonly role?: string | undefined;
  readonly organisation?: string | undefined;
  readonly purpose?: string | undefined;
  readonly person: string;
  readonly who: boolean;
}

const explanation = z.object({
  explain: z.object({
    coordinate: z.string(),
    answer: z.string(),
    decidedBy: z.string(),
    ask: z.string().nullable(),
    steps: z.array(z.object({ about: z.string(), says: z.string(), decides: z.boolean() })),
  }),
});
const audience = z.object({
  whoCanSee: z
    .object({
      coordinate: z.string(),
      onlookers: z
        .array(
          z.object({
            organisation: z.string(),
            person: z.string().nullable(),
            role: z.string(),
            purposes: z.array(z.string()),
            shown: z.string(),
            reasons: z.array(z.string()),
            until: z.string(),
          }),
        )
        .nullable(),
      absences: z.array(z.object({ reason: z.string(), rule: z.string().nullable(), ask: z.string().nullable() })),
    })
    .nullable(),
});

const whyQuery = `query Explain($childId: ID!, $type: String!, $field: String!) {
  explain(childId: $childId, type: $type, field: $field) { coordinate answer decidedBy ask steps { about says decides } } }`;
const whoQuery = `query WhoCanSee($childId: ID!, $type: String!, $field: String!) {
  whoCanSee(childId: $childId, type: $type, field: $field) { coordinate absences { reason rule ask }
    onlookers { organisation person role purposes shown reasons until } } }`;

const response = z.looseObject({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

const words: Readonly<Record<string, string>> = {
  SHOWN: 'shown',
  SHOWN_OF_OWN_RECORDS: 'shown in records of their own organisation',
  WITHHELD: 'withheld',
  AS_ITS_WHOLE: 'shown where the field that holds it is',
};

const whyText = (data: unknown, { role, organisation, purpose }: Viewer): CommandResult => {
  const { explain } = explanation.parse(data);
  const steps = explain.steps.map(
    ({ about, says, decides }) => `${decides ? '*' : ' '} ${about.toLowerCase().padEnd(13)} ${says}`,
  );
  const head = `${explain.coordinate} is ${words[explain.answer] ?? ''}: ${role} of ${organisation}, for ${purpose}`;
  const ask = explain.ask === null ? [] : [`  ask           ${explain.ask}`];
  return { value: explain, text: [head, ...steps, ...ask].join('\n') };
};

const whoText = (data: unknown): CommandResult => {
  const { whoCanSee } = audience.parse(data);
  if (!whoCanSee) return { value: null, text: 'there is no such child, or no relationship to it', isRefused: true };
  const { coordinate, onlookers, absences } = whoCanSee;
  if (!onlookers) {
    const [why] = absences;
    return { value: whoCanSee, text: `withheld by ${why?.rule ?? ''}; ask ${why?.ask ?? ''}`, isRefused: true };
  }
  const lines = onlookers.map(({ organisation, person, role, purposes, shown, reasons, until }) =>
    [
      `  ${organisation.padEnd(13)} ${role.padEnd(27)} ${person ?? 'everyone'}: ${words[shown] ?? ''} for ${purposes.join(', ')},`,
      `    by ${reasons.join(', ')}, ${until === 'infinity' ? 'without an end so far' : `until ${until}`}`,
    ].join('\n'),
  );
  const head = `${coordinate} is shown to ${lines.length === 0 ? 'nobody' : ''}`;
  return { value: whoCanSee, text: [head, ...lines].join('\n') };
};

/** The data protection officer of the partnership, whose question `--who` is where nobody else is named. */
const officer = { role: 'data-protection-officer', purpose: 'SUBJECT_ACCESS' } as const;

const viewerOf = ({ who, role, organisation, purpose, person }: FieldQuestion): Viewer => {
  const partnership = organisations.find(({ agency }) => agency === 'partnership')?.code;
  const asked =
    who && role === undefined
      ? { ...officer, organisation: organisation ?? partnership }
      : { role, organisation, purpose };
  const reading = readViewer({ ...asked, person });
  if (!reading.ok) throw new InvalidUsage(reading.reason);
  return reading.viewer;
};

/** The id as the viewer knows it: whoever names no viewer gives the hub's own. */
const idFor = ({ key }: Hub, viewer: Viewer, { child, who, role }: FieldQuestion): string => {
  const uuid = child.replace(/^Child:/, '');
  if (!who || role !== undefined || !isPseudonymous(viewer.role, viewer.purpose)) return `Child:${uuid}`;
  const { pseudonym } = readKeys(Buffer.from(key, 'hex'), viewer);
  return `Child:${pseudonym && /^[0-9a-f-]{36}$/i.test(uuid) ? pseudonymOf(uuid, pseudonym) : uuid}`;
};

const checked = (field: string): string => {
  try {
    return explainedField(field).coordinate;
  } catch (error) {
    if (error instanceof InvalidRequest) throw new InvalidUsage(`field: ${error.message}`);
    throw error;
  }
};

/** Asks the hub as one viewer why a field of a child is shown or withheld, or who can see it. */
export const explainFieldOf = async (deps: CommandDeps, question: FieldQuestion): Promise<CommandResult> => {
  const [type = '', field = ''] = checked(question.field).split('.');
  const viewer = viewerOf(question);
  // GraphQL takes most of a second to load, and every command loads this file.
  const { answerOver } = await import('./answer-over.ts');
  return withHub(deps, async (hub) => {
    const variables = { childId: idFor(hub, viewer, question), type, field };
    const query = question.who ? whoQuery : whyQuery;
    const { text } = await answerOver({ config: deps.config, hub, viewer }, { query, variables });
    const { data, errors } = response.parse(JSON.parse(text));
    if (errors) throw new InvalidRequest(errors.map(({ message }) => message).join('; '));
    return question.who ? whoText(data) : whyText(data, viewer);
  });
};
