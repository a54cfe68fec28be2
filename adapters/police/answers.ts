import type { FieldAbsence, SourceAbsenceReason } from '../../src/domain/absence.ts';
import type { Issue } from '../../src/domain/adapter.ts';
import { parseMoment } from '../../src/domain/dates.ts';
import type { Answer, AnswerState } from '../../src/domain/model/notification.ts';
import { readLeaf } from './leaf-types.ts';
import { type Leaf, leaves } from './leaves.ts';
import { invalid, type Reading } from './reading.ts';
import { cleanText } from './words.ts';

/** One leaf as it stood in a message, JSON or CSV. A leaf that did not stand in it has no entry. */
export interface LeafInput {
  readonly raw: unknown;
  /** The word given instead of a value. */
  readonly answer: unknown;
  readonly askedBy: unknown;
  readonly askedAt: unknown;
  /** Something else stood where the section around it should; that is reported once, for the section. */
  readonly broken: boolean;
}

export type LeafInputs = ReadonlyMap<string, LeafInput>;

/** One leaf as it was understood. */
export interface ReadAnswer extends Reading {
  readonly answer: Answer;
}

/** All that a message says, by dotted path; `get` finds only leaves that stood in the message. */
export interface ReadMessage {
  readonly leaves: ReadonlyMap<string, ReadAnswer>;
  readonly issues: readonly Issue[];
}

const answerWords: ReadonlyMap<string, AnswerState> = new Map([
  ['NOT_KNOWN', 'NOT_KNOWN_ASKED'],
  ['DECLINED', 'DECLINED'],
  ['NOT_APPLICABLE', 'NOT_APPLICABLE'],
  ['WITHHELD', 'WITHHELD'],
]);

const reasons: Readonly<Record<Exclude<AnswerState, 'PRESENT'>, SourceAbsenceReason>> = {
  NOT_KNOWN_ASKED: 'ASKED_UNKNOWN',
  DECLINED: 'ASKED_DECLINED',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
  MISSING: 'NOT_ASKED',
  INVALID: 'INVALID',
  WITHHELD: 'WITHHELD_BY_SOURCE',
};

const isEmpty = (raw: unknown): boolean =>
  raw === undefined ||
  raw === null ||
  (Array.isArray(raw) && raw.length === 0) ||
  (typeof raw === 'string' && cleanText(raw) === '');

const empty: Reading = { state: 'MISSING', value: null, on: null, faults: [] };

const readInput = (leaf: Leaf, input: LeafInput, wasAsked: boolean, receivedAt: string): Reading => {
  if (input.broken) return { ...empty, state: 'INVALID' };
  if (!isEmpty(input.raw)) return readLeaf(leaf.type, input.raw, { wasAsked, receivedAt });
  if (isEmpty(input.answer)) return empty;
  const state = answerWords.get(cleanText(input.answer).toUpperCase());
  return state === undefined ? invalid('answer', 'Not one of the four answers.') : { ...empty, state };
};

const readAsked = (input: LeafInput): { readonly by: string | null; readonly at: string | null } => {
  const by = cleanText(input.askedBy);
  const at = cleanText(input.askedAt);
  return { by: by === '' ? null : by, at: at === '' ? null : (parseMoment(at)?.at ?? null) };
};

const readOne = (leaf: Leaf, input: LeafInput, receivedAt: string): ReadAnswer => {
  const asked = readAsked(input);
  const reading = readInput(leaf, input, asked.by !== null && asked.at !== null, receivedAt);
  const unreadableAt = asked.at === null && cleanText(input.askedAt) !== '';
  const faults = unreadableAt
    ? [...reading.faults, { rule: 'police.asked-at', message: 'When it was asked is not a date and time.' }]
    : reading.faults;
  return { ...reading, faults, answer: { state: reading.state, askedBy: asked.by, askedAt: asked.at, sent: true } };
};

const ethnicityPath = 'child.ethnicity.code';
const notStated: ReadonlyMap<string, string> = new Map([
  ['N1', 'NOT_KNOWN'],
  ['N2', 'NOT_KNOWN'],
  ['N3', 'NOT_KNOWN'],
  ['N4', 'DECLINED'],
]);

/** NS with its reason is an answer; NS alone is not. */
const withStatedReason = (inputs: LeafInputs): LeafInputs => {
  const input = inputs.get(ethnicityPath);
  const reason = cleanText(inputs.get('child.ethnicity.notStatedReason')?.raw).toUpperCase();
  const answer = notStated.get(reason);
  if (input === undefined || answer === undefined || cleanText(input.raw).toUpperCase() !== 'NS') return inputs;
  return new Map([...inputs, [ethnicityPath, { ...input, raw: null, answer }]]);
};

/** Reads every leaf that stood in a message against the table. */
export const readAnswers = (inputs: LeafInputs, receivedAt: string): ReadMessage => {
  const given = withStatedReason(inputs);
  const read = new Map<string, ReadAnswer>();
  for (const leaf of leaves) {
    const input = given.get(leaf.path);
    if (input !== undefined) read.set(leaf.path, readOne(leaf, input, receivedAt));
  }
  const issues = [...read].flatMap(([path, { faults }]) =>
    faults.map(({ rule, message }): Issue => ({ rule, field: path, message })),
  );
  return { leaves: read, issues };
};

/** Why a canonical field that this leaf should fill is empty; undefined where the leaf has a value after all. */
export const absenceOf = ({ answer }: ReadAnswer): FieldAbsence | undefined => {
  if (answer.state === 'PRESENT') return undefined;
  return {
    reason: reasons[answer.state],
    ...(answer.askedBy === null ? {} : { askedBy: answer.askedBy }),
    ...(answer.askedAt === null ? {} : { askedAt: answer.askedAt }),
  };
};
