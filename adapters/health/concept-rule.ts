import { allWordsOf, snomedCodesOf } from './concepts.ts';
import type { Concept } from './datatypes.ts';

/** What a table recognises: SNOMED CT codes, or words where a source codes otherwise or not at all. */
export interface ConceptRule {
  readonly codes: readonly string[];
  readonly words: RegExp;
}

/** ★ Words that turn a text into its opposite, or into another person's: such a text is recognised as nothing. */
const denial =
  /\b(no|not|never|without|nil|negative|denie[sd]|ruled out|excluded|unlikely|no longer|removed|discontinued|family history|fh|parental|maternal|paternal|mother|father|parent|sibling|brother|sister|screening|leaflet|education)\b/i;

/** Whether a rule recognises one of the concepts. A code counts whatever words stand beside it. */
export const recognises = ({ codes, words }: ConceptRule, concepts: readonly (Concept | null)[]): boolean =>
  concepts.some((concept) => {
    if (snomedCodesOf(concept).some((code) => codes.includes(code))) return true;
    return allWordsOf(concept).some((text) => words.test(text) && !denial.test(text));
  });
