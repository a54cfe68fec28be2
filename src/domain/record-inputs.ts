import { z } from 'zod';
import type { Governing } from './coordinates.ts';
import { recordTexts } from './model/record-texts.ts';
import { namedWorker } from './model/restriction.ts';
import { mayBeEmpty, type Schema, shapeOf, strip } from './model/shape.ts';
import type { AnyTexts } from './model/texts.ts';
import {
  absenceReasonCode,
  action,
  agencyCode,
  contact,
  day,
  episodeReference,
  harm,
  instant,
} from './model/values.ts';
import { type WritableKind, writableKinds } from './writable.ts';

/** What one field of an input holds. */
export type InputValue =
  | { readonly is: 'text' | 'instant' | 'day' | 'flag' | 'whole' }
  | { readonly is: 'word'; readonly name: string; readonly description: string; readonly words: readonly string[] }
  | { readonly is: 'parts'; readonly input: RecordInput };

export interface InputField {
  readonly name: string;
  readonly description: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly value: InputValue;
}

/** An input object of the API, as the model of a kind gives it. */
export interface RecordInput {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly InputField[];
}

interface Shared {
  readonly name: string;
  /** What it means wherever it is used. */
  readonly description: string;
}

/** ★ What several inputs share, by the model's own schema, and shorter names for the rest, by the longer one. */
const shared: ReadonlyMap<Schema | string, Shared> = new Map<Schema | string, Shared>([
  [action, { name: 'ActionInput', description: 'Something agreed to be done.' }],
  [contact, { name: 'ContactInput', description: 'A person by name, and where to ring them.' }],
  [episodeReference, { name: 'EpisodeReferenceInput', description: 'An absence, by its number or the day it began.' }],
  [namedWorker, { name: 'NamedWorkerInput', description: 'A worker, by the id their tokens name them with.' }],
  [agencyCode, { name: 'AgencyCode', description: 'A body that takes part in a meeting, a plan or an action.' }],
  [harm, { name: 'HarmCode', description: 'What became of a child while away.' }],
  [absenceReasonCode, { name: 'DriverCode', description: 'What drove or drew a child away.' }],
  ['InterviewOffered', { name: 'YesOrNo', description: 'Yes, no, or it does not apply.' }],
  ['InterviewAccepted', { name: 'YesOrNo', description: 'Yes, no, or it does not apply.' }],
  ['InterviewInterviewerClass', { name: 'InterviewerClass', description: 'What an interviewer is to the child.' }],
  ['InterviewAttemptsMethod', { name: 'AttemptMethod', description: 'How a child was tried to be reached.' }],
  ['InterviewAttemptsOutcome', { name: 'AttemptOutcome', description: 'What came of a try to reach a child.' }],
  ['StrategyMeetingDecision', { name: 'MeetingDecision', description: 'Whether a meeting was convened.' }],
  ['StrategyMeetingTriggers', { name: 'MeetingTrigger', description: 'A criterion for a strategy meeting.' }],
  ['StrategyMeetingAttendanceAttendance', { name: 'MeetingAttendance', description: 'Whether an agency came.' }],
  ['PlanPlanType', { name: 'PlanType', description: 'What kind of plan it is.' }],
  ['RestrictionRestriction', { name: 'RestrictionKind', description: 'What kind of restriction it is.' }],
]);

const pascal = (name: string): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
const sharedOf = (schema: Schema, path: string): Shared | undefined => shared.get(schema) ?? shared.get(path);
const graphqlName = /^[_A-Za-z]\w*$/;

type Text = AnyTexts[string] | undefined;
const sentence = (text: Text): string => `${typeof text === 'object' ? text.text : (text ?? '')}.`;

const leafOf = (schema: Schema, path: string, description: string): InputValue => {
  if (schema === instant) return { is: 'instant' };
  if (schema === day) return { is: 'day' };
  if (schema instanceof z.ZodBoolean) return { is: 'flag' };
  if (schema instanceof z.ZodNumber) return { is: 'whole' };
  if (!(schema instanceof z.ZodEnum)) return { is: 'text' };
  const words = schema.options.map(String);
  if (!words.every((word) => graphqlName.test(word))) return { is: 'text' };
  return { is: 'word', words, ...(sharedOf(schema, path) ?? { name: path, description }) };
};

const heldBy = (schema: Schema, path: string, text: Text): InputValue => {
  if (!(schema instanceof z.ZodObject)) return leafOf(schema, path, sentence(text));
  const of = typeof text === 'object' ? text.of : {};
  const one = sharedOf(schema, path);
  const fields = fieldsOf(schema.shape, one?.name.replace(/Input$/, '') ?? path, of);
  return { is: 'parts', input: { ...(one ?? { name: `${path}Input`, description: sentence(text) }), fields } };
};

const fieldOf = (name: string, schema: Schema, path: string, text: Text): InputField => {
  const bare = strip(schema);
  const isList = bare instanceof z.ZodArray;
  const value = heldBy(isList ? strip(bare.element) : bare, `${path}${pascal(name)}`, text);
  return { name, description: sentence(text), isList, isRequired: !mayBeEmpty(schema), value };
};

function fieldsOf(shape: Readonly<Record<string, Schema>>, path: string, texts: AnyTexts): readonly InputField[] {
  return Object.entries(shape).map(([name, schema]) => fieldOf(name, schema, path, texts[name]));
}

const episodeTexts: AnyTexts = {
  organisation: 'Code of the organisation whose number it is; the caller’s own where nothing is said',
  system: 'Numbering the number belongs to: police-misper, ssda903',
  key: 'Number of the absence',
  startedOn: 'Day the absence began, where no number is known',
};
const episodes: Text = {
  text: 'The absences it is about, each by its number or by the day it began',
  of: episodeTexts,
};

const textsOf = (kind: string): AnyTexts => Object.entries(recordTexts).find(([name]) => name === kind)?.[1] ?? {};

/** The input whose fields are those of a kind of record, none of them required: what is left out keeps its value. */
export const recordInputOf = ({ kind, type }: WritableKind): RecordInput => {
  const { sourceEpisodes: about, ...shape } = shapeOf(kind);
  const told = about === undefined ? [] : [fieldOf('episodes', about, type, episodes)];
  const fields = [...told, ...fieldsOf(shape, type, textsOf(kind))].map((field) => ({ ...field, isRequired: false }));
  return {
    name: `${type}Input`,
    description: 'What is said of the record. A field left out keeps its value; null says it is empty.',
    fields,
  };
};

const partsOf = ({ fields }: RecordInput): readonly RecordInput[] =>
  fields.flatMap(({ value }) => (value.is === 'parts' ? [value.input, ...partsOf(value.input)] : []));

type Fields = Readonly<Record<string, Governing>>;
const open = (names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, 'open']));

const entriesOf = (
  writable: WritableKind,
  shown: Readonly<Record<string, Fields>>,
): Readonly<Record<string, Fields>> => {
  const { type } = writable;
  const input = recordInputOf(writable);
  const governed = input.fields.map(({ name }) => [name, shown[type]?.[name] ?? 'open'] as const);
  return {
    ...Object.fromEntries(partsOf(input).map(({ name, fields }) => [name, open(fields.map((one) => one.name))])),
    [input.name]: Object.fromEntries(governed),
    [`${type}RecordInput`]: open(['childId', 'id', 'record', 'absent', 'expectedKnownAt', 'idempotencyKey']),
    [`${type}Recorded`]: open(['record', 'knownAt', 'outcome', 'repeated']),
  };
};

/**
 * What governs the inputs that enter records: a field of a record may be named by whoever may see it. `shown` is what
 * governs the types that show them.
 */
export const recordCoordinates = (shown: Readonly<Record<string, Fields>>): Readonly<Record<string, Fields>> => ({
  FieldAbsenceInput: open(['field', 'reason', 'askedBy', 'askedAt']),
  ...Object.fromEntries(writableKinds.flatMap((writable) => Object.entries(entriesOf(writable, shown)))),
  Mutation: {
    ...shown['Mutation'],
    ...open(writableKinds.flatMap(({ mutation }) => [mutation, `${mutation}(input)`])),
  },
});
