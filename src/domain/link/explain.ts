import { type GuardId, guards, type Level, levelMeanings } from '../matching.ts';
import type { Decision, Linkage } from './decide.ts';
import type { Zone } from './guards.ts';
import type { RunnerUp } from './margin.ts';
import { probabilityOf, type Term } from './score.ts';

/** One bar of the waterfall; never a value, only hashes of both sides' values that those who have them can check. */
export interface ExplainedTerm extends Term {
  readonly valuesHash: string | null;
}

/** Why two records were linked, put to a person or kept apart. */
export interface Explanation {
  readonly model: string;
  readonly rule: Decision['rule'];
  readonly zone: Zone;
  readonly guards: readonly GuardId[];
  readonly prior: number;
  readonly terms: readonly ExplainedTerm[];
  /** Prior and terms added up, as stored. */
  readonly total: number;
  readonly probability: number;
  readonly runnerUp: RunnerUp | null;
  readonly sentence: string;
}

const fieldWords: Readonly<Record<string, string>> = {
  given: 'given name',
  born: 'date of birth',
  nhs: 'NHS number',
  upn: 'UPN',
};

const wordsOf = (field: string): string => fieldWords[field] ?? field;

const sentenceOf = (terms: readonly Term[], fired: readonly GuardId[]): string => {
  const same = terms.filter(({ level }) => levelMeanings[level] === 'the same').map(({ field }) => wordsOf(field));
  const rest = terms.filter(({ level }) => levelMeanings[level] !== 'the same');
  const parts = [
    ...(same.length === 0 ? [] : [`same ${same.join(', ')}`]),
    ...rest.map(({ field, level }) => `${wordsOf(field)}: ${levelMeanings[level]}`),
    ...fired.map((id) => guards[id]),
  ];
  return parts.join('; ');
};

/** What an explanation is made of besides the decision. */
export interface ExplainInput {
  readonly linkage: Linkage;
  readonly decision: Decision;
  readonly runnerUp: RunnerUp | null;
  /** Keyed hash of what both records hold in a field; null where nobody needs one. */
  readonly hashOf: (field: string) => string | null;
}

/** Explains a decision in full; terms and prior add up to its weight. */
export const explain = ({ linkage, decision, runnerUp, hashOf }: ExplainInput): Explanation => {
  const { prior, terms } = linkage.scorer.score(decision.a, decision.b);
  return {
    model: linkage.scorer.model.version,
    ...{ rule: decision.rule, zone: decision.zone, guards: decision.guards, prior },
    terms: terms.map((term) => ({ ...term, valuesHash: hashOf(term.field) })),
    total: decision.weight,
    probability: probabilityOf(decision.weight),
    runnerUp,
    sentence: sentenceOf(terms, decision.guards),
  };
};

/** A field as somebody sees it who may not read it. */
export interface CoveredTerm {
  readonly field: string;
  readonly agreement: 'AGREES' | 'DIFFERS';
}

/** An explanation for somebody who may not read every field of it. */
export interface CoveredExplanation {
  readonly model: string;
  readonly zone: Zone;
  /** Fields that may be read: with level and whole bits, without hash. */
  readonly terms: readonly { readonly field: string; readonly level: Level; readonly weight: number }[];
  readonly covered: readonly CoveredTerm[];
}

const disagreeing: readonly Level[] = ['DIFFERENT', 'INITIAL', 'SAME_YEAR', 'SAME_DISTRICT'];

/** What a level of agreement comes to. */
export const agreementOf = (level: Level): CoveredTerm['agreement'] =>
  disagreeing.includes(level) ? 'DIFFERS' : 'AGREES';

/**
 * What is left of an explanation for a reader of some fields: of the others, whether they agree, and nothing that
 * tells how rare a value is or lets the missing bits be worked out, so no total, probability, prior, guard or sentence.
 */
export const coverExplanation = (
  { model, zone, terms }: Explanation,
  mayRead: (field: string) => boolean,
): CoveredExplanation => ({
  ...{ model, zone },
  terms: terms.filter(({ field }) => mayRead(field)).map(({ field, level, weight }) => ({ field, level, weight })),
  covered: terms
    .filter(({ field }) => !mayRead(field))
    .map(({ field, level }) => ({ field, agreement: agreementOf(level) })),
});
