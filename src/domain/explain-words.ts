import type { ConditionWord } from './decisions.ts';
import type { Cell, Level } from './policy.ts';

/** ★ What each letter of the matrix comes to, in words. */
export const cellMeanings: Readonly<Record<Cell, string>> = {
  F: 'everything',
  S: 'the summary fields',
  O: 'records of your own organisation',
  L: 'everything while an episode is open, nothing otherwise',
  H: 'everything for a child in your own placement, nothing otherwise',
  A: 'nothing until an agreement across the border is in force',
  G: 'nothing, save by break-glass',
  P: 'the summary fields under pseudonyms, and everything of the cases of an approved audit',
  X: 'nothing',
};

/** ★ What a field of each level needs. */
export const levelMeanings: Readonly<Record<Level, string>> = {
  summary: 'It is a summary field of the class.',
  records: 'It is a list, shown as far as there are records the reader may know of.',
  full: 'It needs all of the class.',
};

interface Meaning {
  readonly holds: string;
  readonly lacks: string;
  /** Where what the viewer is shown does not tell whether it holds. */
  readonly matters: string;
}

/** ★ What each condition comes to, in words. */
export const conditionMeanings: Readonly<Record<ConditionWord, Meaning>> = {
  ASKED_NOT_TO_SHARE: {
    holds: 'The child asked that what they told is not shared.',
    lacks: 'The child has not asked that what they told is not shared.',
    matters: 'It turns on whether the child asked that what they told is not shared.',
  },
  OPEN_EPISODE: {
    holds: 'An episode is open: the child is missing now.',
    lacks: 'No episode is open.',
    matters: 'It turns on whether an episode is open.',
  },
  OWN_PLACEMENT: {
    holds: 'The child is in your own placement.',
    lacks: 'The child is not in your own placement.',
    matters: 'It turns on whether the child is in your own placement.',
  },
  ADDRESS_PROTECTED: {
    holds: 'The address is protected, and the role is not shown protected addresses.',
    lacks: 'The address is not protected.',
    matters: 'It turns on whether the address is protected.',
  },
  NAMED: {
    holds: 'You are named as a worker of the child.',
    lacks: 'You are not named as a worker of the child.',
    matters: 'It turns on whether you are named as a worker of the child.',
  },
  BREAK_GLASS: {
    holds: 'You have broken the glass for this child.',
    lacks: 'You have not broken the glass for this child.',
    matters: 'It turns on whether you have broken the glass for this child.',
  },
};
