import { neededBit } from '../mask.ts';
import type { GuardId, Level } from '../matching.ts';
import type { FieldClass } from '../policy.ts';
import { agreementOf, type CoveredTerm, coverExplanation, type Explanation } from './explain.ts';

/** ★ What a compared field belongs to; what is not named here is identity. */
const classOf: Readonly<Record<string, FieldClass>> = { address: 'AD' };

/** One bar of the waterfall as somebody sees it. */
export interface ShownTerm {
  readonly field: string;
  readonly agreement: CoveredTerm['agreement'];
  /** How far they agree; null to whoever may not read the field of both. */
  readonly level: Level | null;
  /** Bits; null likewise, and to whoever has not voted yet. */
  readonly weight: number | null;
}

/** What a weight adds up to. */
export interface ShownScore {
  readonly prior: number;
  readonly total: number;
  readonly probability: number;
  /** Bits by which the next best is behind; null where there is none, or none the reader may know of. */
  readonly margin: number | null;
}

/** Why somebody is asked, as far as the one who is asked may know. */
export interface ShownEvidence {
  readonly model: string;
  /** What differs first. */
  readonly terms: readonly ShownTerm[];
  readonly guards: readonly GuardId[];
  /** Null where a field is covered: what is said of the others would tell of it. */
  readonly sentence: string | null;
  readonly score: ShownScore | null;
  /** Whether some field is covered from the reader. */
  readonly isCovered: boolean;
}

/** Who reads, and what they have said. */
export interface EvidenceReader {
  /** Their masks for the two children. */
  readonly masks: readonly [bigint, bigint];
  /** Nobody is told the score before they have said what they think. */
  readonly hasVoted: boolean;
  /** The next best, where the reader reaches that child too. */
  readonly margin: number | null;
}

/** Whether both masks let the field through. */
const mayReadIn =
  ([one, other]: EvidenceReader['masks']) =>
  (field: string): boolean =>
    (one & other & neededBit(classOf[field] ?? 'ID', 'full')) !== 0n;

const differencesFirst = (terms: readonly ShownTerm[]): readonly ShownTerm[] => [
  ...terms.filter(({ agreement }) => agreement === 'DIFFERS'),
  ...terms.filter(({ agreement }) => agreement === 'AGREES'),
];

/**
 * The evidence as a reader may know it. Of a field they may not read of both children, whether it agrees and nothing
 * else; and then neither total, guard nor sentence, from which the rest could be worked out.
 */
export const showEvidence = (explanation: Explanation, reader: EvidenceReader): ShownEvidence => {
  const { model, terms: open, covered } = coverExplanation(explanation, mayReadIn(reader.masks));
  const isCovered = covered.length > 0;
  const { prior, total, probability, sentence } = explanation;
  const isTold = (guard: GuardId) => !isCovered && (guard !== 'M' || reader.margin !== null);
  const rarity = new Map(explanation.terms.map(({ field, frequencyBits }) => [field, frequencyBits]));
  const bitsOf = (field: string, weight: number) => weight + (isCovered ? 0 : (rarity.get(field) ?? 0));
  const shown = [
    ...open.map(({ field, level, weight }) => ({
      ...{ field, level, agreement: agreementOf(level), weight: reader.hasVoted ? bitsOf(field, weight) : null },
    })),
    ...covered.map((term) => ({ ...term, level: null, weight: null })),
  ];
  const isScored = reader.hasVoted && !isCovered;
  return {
    ...{ model, isCovered, terms: differencesFirst(shown), guards: explanation.guards.filter(isTold) },
    sentence: isCovered || explanation.guards.some((guard) => !isTold(guard)) ? null : sentence,
    score: isScored ? { prior, total, probability, margin: reader.margin } : null,
  };
};
