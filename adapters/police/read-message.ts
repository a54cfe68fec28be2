import type { Issue, ReadOptions, SourceRecord } from '../../src/domain/adapter.ts';
import { aboveCeiling, isAboveCeiling } from '../../src/domain/marking.ts';
import { type LeafInputs, readAnswers } from './answers.ts';
import { isRecord } from './list-items.ts';
import { lostLeaves } from './lost-leaves.ts';
import { flatten } from './sections.ts';
import { translate } from './translate.ts';

/** Where a message stood, and how it stood there. */
export interface Place {
  readonly locator: string;
  readonly raw: string;
}

const markingPath = 'message.marking';

/** Whether what stands where a marking should is one above what the hub may hold, in whatever shape it came. */
const isMarkedTooHigh = (raw: unknown): boolean => isAboveCeiling(JSON.stringify(raw) ?? '');

/** One message, given leaf by leaf, as a source record; of one marked above what the hub may hold, nothing but that. */
export const readInputs = (
  inputs: LeafInputs,
  found: readonly Issue[],
  { locator, raw }: Place,
  options: ReadOptions,
): SourceRecord => {
  if (isMarkedTooHigh(inputs.get(markingPath)?.raw)) {
    return { key: null, locator, raw: '', facts: [], issues: [], unreadable: [aboveCeiling(markingPath)] };
  }
  const read = readAnswers(inputs, options.receivedAt);
  const translation = translate(read, options);
  const issues = [...found, ...read.issues];
  if ('unreadable' in translation) {
    return { key: null, locator, raw, facts: [], issues, unreadable: translation.unreadable };
  }
  const facts = translation.facts.map((fact) =>
    fact.kind === 'notification'
      ? { ...fact, absences: { ...fact.absences, ...lostLeaves(inputs, fact.body.answers) } }
      : fact,
  );
  return { key: translation.key, locator, raw, facts, issues, unreadable: null };
};

const notAMessage: Issue = { rule: 'police.not-a-message', field: null, message: 'Not a message but something else.' };

/**
 * One message of the contract, as parsed JSON, as a source record. Never throws: what cannot be used at all comes back
 * as unreadable, with the rule and the field.
 */
export const readMessage = (message: unknown, options: ReadOptions & { readonly locator: string }): SourceRecord => {
  const place = { locator: options.locator, raw: JSON.stringify(message) ?? 'null' };
  if (!isRecord(message)) return { ...place, key: null, facts: [], issues: [], unreadable: [notAMessage] };
  const { inputs, issues } = flatten(message);
  return readInputs(inputs, issues, place, options);
};
