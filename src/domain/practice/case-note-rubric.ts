import type { CaseNote } from '../model/case-note.ts';

/** What a note lies beside: whether a disagreement it tells of was taken further. */
export interface ScoredNote {
  readonly note: CaseNote;
  readonly hasEscalation: boolean;
  readonly hasAttempts: boolean;
}

/** ★ The rubric of a case note (domain reference 3.3): whether each item is there; null where it does not apply. */
export const caseNoteRubric: readonly {
  readonly code: string;
  readonly title: string;
  /** A record can only show so much: a person scores the item, never above what is there. */
  readonly byPerson: boolean;
  readonly isThere: (scored: ScoredNote) => boolean | null;
}[] = [
  { code: 'N1', title: 'Author', byPerson: false, isThere: ({ note }) => note.author !== null },
  {
    code: 'N2',
    title: 'Role and agency',
    byPerson: false,
    isThere: ({ note }) => note.authorRole !== null && note.authorAgency !== null,
  },
  {
    code: 'N3',
    title: 'When it happened and when it was written',
    byPerson: false,
    isThere: ({ note }) => note.happenedAt !== null && note.recordedAt !== null,
  },
  {
    code: 'N4',
    title: 'Whether the child was seen, and alone',
    byPerson: false,
    isThere: ({ note }) => note.seen !== null && (!note.seen || note.seenAlone !== null),
  },
  {
    code: 'N5',
    title: 'Where seen, and why there',
    byPerson: false,
    isThere: ({ note }) => (note.seen === true ? note.place !== null && note.placeReason !== null : null),
  },
  {
    code: 'N6',
    title: 'The voice of the child',
    byPerson: true,
    isThere: ({ note }) => (note.seen === false ? null : note.voice !== null),
  },
  { code: 'N7', title: 'Analysis', byPerson: true, isThere: ({ note }) => note.analysis !== null },
  { code: 'N8', title: 'Impact', byPerson: true, isThere: ({ note }) => note.impact !== null },
  {
    code: 'N9',
    title: 'Professionals informed: who, when, how',
    byPerson: false,
    isThere: ({ note }) => note.informed?.some(({ at, how }) => at !== null && how !== null) ?? false,
  },
  {
    code: 'N10',
    title: 'Attempts to engage',
    byPerson: false,
    isThere: ({ note, hasAttempts }) => (note.seen === true ? null : hasAttempts),
  },
  {
    code: 'N11',
    title: 'Protected characteristics considered',
    byPerson: true,
    isThere: ({ note }) => note.characteristicsConsidered === true,
  },
  {
    code: 'N12',
    title: 'Professional differences taken further',
    byPerson: false,
    isThere: ({ note, hasEscalation }) => (note.disagreement === null ? null : hasEscalation),
  },
];
