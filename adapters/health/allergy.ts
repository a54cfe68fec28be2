import { type ConceptRule, recognises } from './concept-rule.ts';
import { allWordsOf, snomedCodesOf, wordsOf } from './concepts.ts';
import { clinicalStatuses, verifications } from './condition.ts';
import { type Concept, concept, reaction } from './datatypes.ts';
import { type FindingReader, plainFinding, readStatus, takenBack } from './finding.ts';
import { type Source, take, takeAll, takeText } from './source.ts';

/** ★ Codes and words that say somebody asked and there is none. */
const noneKnown = {
  codes: ['716186003', '409137002'],
  words: /^(no known (drug |food )?(allerg(y|ies)|drug allerg(y|ies))|nkd?a)\b/i,
};

/** ★ A reaction that may kill. */
const deadly: ConceptRule = { codes: ['39579001'], words: /\banaphyla(xis|ctic)\b/i };

// The words of a denial are what is looked for here, so the common rule, which passes over denials, would see none.
const isNoneKnown = (given: Concept | null): boolean =>
  snomedCodesOf(given).some((code) => noneKnown.codes.includes(code)) ||
  allWordsOf(given).some((words) => noneKnown.words.test(words));

const readReactions = (source: Source): { readonly words: string | null; readonly isSevere: boolean } => {
  const reactions = takeAll(source, 'reaction', reaction);
  const manifestations = reactions.flatMap(({ manifestation }) => manifestation);
  const words = [...new Set(manifestations.flatMap((one) => wordsOf(one) ?? []))].join('; ') || null;
  const isSevere = reactions.some(({ severity }) => severity === 'severe') || recognises(deadly, manifestations);
  return { words, isSevere };
};

const readCritical = (source: Source, isSevere: boolean): boolean | null => {
  const word = takeText(source, 'criticality')?.toLowerCase();
  if (word === 'high' || isSevere) return true;
  return word === 'low' ? false : null;
};

/** An allergy or intolerance; that none is known is a finding too, and endangers nobody. */
export const readAllergy: FindingReader = (source) => {
  const verification = readStatus(source, 'verificationStatus', 'verification', verifications);
  if (verification.word === 'entered-in-error') return takenBack(source, 'verificationStatus');
  const given = take(source, 'code', concept);
  const isNone = isNoneKnown(given);
  const { words, isSevere } = readReactions(source);
  return {
    ...plainFinding,
    findingType: 'ALLERGY',
    concept: given,
    value: isNone ? 'none known' : words,
    stance: isNone ? 'DENIED' : 'AFFIRMED',
    critical: isNone ? false : readCritical(source, isSevere),
    clinicalStatus: readStatus(source, 'clinicalStatus', 'clinicalStatus', clinicalStatuses).status,
    verification: verification.status,
    recorded: { raw: takeText(source, 'recordedDate', 'assertedDate'), element: 'recordedDate' },
  };
};
