import type { ValueKind } from './value-text.ts';

/** One row of the shared view: a field of the child, or of the newest record of a list. */
export interface SharedViewRow {
  readonly label: string;
  readonly field: string;
  readonly kind: ValueKind;
  /** The lists that lead from the child to the record, outermost first. */
  readonly through: readonly string[];
  /** What is said where such a list is empty. */
  readonly none: string;
}

/** Rows under one heading. */
export interface RowGroup {
  readonly title: string;
  readonly rows: readonly SharedViewRow[];
}

type Line = readonly [label: string, path: string, kind: ValueKind, none?: string];

const rowOf = ([label, path, kind, none = 'None on record']: Line): SharedViewRow => {
  const through = path.split('.');
  const field = through.pop() ?? path;
  return { label, field, kind, through, none };
};

type Group = readonly [title: string, lines: readonly Line[]];

const groups: readonly Group[] = [
  [
    'Who she is',
    [
      ['Known to the reader as', 'id', 'id'],
      ['Given names', 'givenNames', 'text'],
      ['Family name', 'familyName', 'text'],
      ['Date of birth', 'birthOn', 'day'],
      ['Age', 'age', 'number'],
      ['Ethnic group', 'ethnicGroup', 'ethnicGroup'],
      ['Religion or belief', 'religion', 'text'],
    ],
  ],
  [
    'Where she lives',
    [
      ['Home address', 'homeAddress', 'address'],
      ['Placement address', 'placementAddress', 'address'],
    ],
  ],
  [
    'The absence',
    [
      ['Missing now', 'missingNow', 'yesOrNo'],
      ['Missing since', 'episodes.startedAt', 'instant', 'No absence on record'],
      ['Risk grade', 'episodes.riskGrade', 'word', 'No absence on record'],
      ['Last seen place', 'episodes.lastSeenPlace', 'text', 'No absence on record'],
      ['Return home interview', 'episodes.interviews.status', 'word'],
    ],
  ],
  [
    'Health and harm',
    [
      ['Medication that cannot wait', 'timeCriticalMedication', 'yesOrNo'],
      ['Health need', 'medicalNeeds', 'text'],
      ['Sexual exploitation', 'sexualExploitation', 'word'],
    ],
  ],
  [
    'Who else is involved',
    [
      ['School', 'enrolments.schoolName', 'text'],
      ['Live investigation', 'liveInvestigation', 'word'],
    ],
  ],
];

/** ★ What the shared view shows, in the order in which a practitioner would ask. */
export const rowGroups: readonly RowGroup[] = groups.map(([title, lines]) => ({ title, rows: lines.map(rowOf) }));
