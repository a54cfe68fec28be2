import type { Issue } from '../../src/domain/adapter.ts';
import { parseDay } from '../../src/domain/dates.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { absent, type Row, readDay, readText, report, textOf } from '../social-care/row.ts';
import { childrenOf, elementAt, textAt, type XmlElement } from '../xml.ts';
import { enrolStatuses } from './ctf-codes.ts';
import { readCount, rowOfElement, schoolCode } from './ctf-reading.ts';

type Enrolment = RecordBody['enrolment'];

/** One stay of a pupil at one school. */
export interface Spell {
  readonly row: Row;
  readonly school: string | null;
  readonly schoolName: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** Whether the file gives an end that cannot be read: it must not be taken for none. */
  readonly isEndLost: boolean;
  readonly leavingReason: string | null;
}

const readEnd = (row: Row): Pick<Spell, 'endedOn' | 'isEndLost'> => {
  const text = textOf(row, 'LeavingDate');
  const endedOn = parseDay(text);
  const isEndLost = text !== '' && endedOn === null;
  if (endedOn === null) absent(row, 'LeavingDate', 'endedOn', isEndLost ? 'INVALID' : 'TEMPORARILY_UNKNOWN');
  if (isEndLost) report(row, 'leaving-date', 'LeavingDate', 'This is not a date');
  return { endedOn, isEndLost };
};

const spellOf = (element: XmlElement, issues: Issue[], receivedOn: string): Spell => {
  const row = rowOfElement(element, issues, receivedOn);
  const startedOn = readDay(row, 'EntryDate', { field: 'startedOn', rule: 'entry-date', blank: 'NOT_ASKED' });
  const end = readEnd(row);
  if (startedOn !== null && end.endedOn !== null && end.endedOn < startedOn) {
    report(row, 'leaving-date', 'LeavingDate', 'The pupil leaves before the day of entry');
  }
  return {
    ...{ row, startedOn, ...end, schoolName: textOf(row, 'SchoolName') || null },
    school: schoolCode(textOf(row, 'LEA'), textOf(row, 'Estab')),
    leavingReason: readText(row, 'LeavingReason', 'leavingReason', 'NOT_ASKED'),
  };
};

/** The schools of a pupil's history, in the order of the file. */
export const spellsOf = (pupil: XmlElement, issues: Issue[], receivedOn: string): readonly Spell[] =>
  childrenOf(elementAt(pupil, 'SchoolHistory'), 'School').map((element) => spellOf(element, issues, receivedOn));

/** The latest stay at a school, by the day of entry. */
export const latestAt = (spells: readonly Spell[], school: string | null): Spell | undefined =>
  spells
    .filter((spell) => spell.school !== null && spell.school === school)
    .reduce<Spell | undefined>(
      (latest, spell) => (latest && (latest.startedOn ?? '') > (spell.startedOn ?? '') ? latest : spell),
      undefined,
    );

/** Where a pupil stands on the roll of the school that wrote the file, on the day it did. */
export const statusOf = (detail: Row, spell: Spell | undefined, on: string): Enrolment['status'] => {
  const code = textOf(detail, 'BasicDetails/EnrolStatus').toUpperCase();
  const said = enrolStatuses.get(code);
  if (code !== '' && said === undefined) {
    report(detail, 'enrol-status', 'BasicDetails/EnrolStatus', 'The enrolment status is not one of the list');
  }
  if (spell?.isEndLost) return 'UNKNOWN';
  if (spell?.endedOn && spell.endedOn < on) return 'PREVIOUS';
  if (said) return said;
  if (code === '' && spell?.startedOn) return 'CURRENT';
  absent(detail, 'BasicDetails/EnrolStatus', 'status', code === '' ? 'NOT_ASKED' : 'INVALID');
  return null;
};

type Sessions = Pick<Enrolment, 'sessionsPossible' | 'sessionsAttended' | 'sessionsUnauthorised'>;

/** The attendance of the latest year that the file counts for a school. */
export const sessionsOf = (
  pupil: XmlElement,
  { school, own }: { readonly school: string | null; readonly own: string | null },
  issues: Issue[],
  receivedOn: string,
): { readonly row: Row; readonly sessions: Sessions } | null => {
  const ofSchool = (year: XmlElement) => (schoolCode(textAt(year, 'LEA'), textAt(year, 'Estab')) ?? own) === school;
  const [latest] = childrenOf(elementAt(pupil, 'Attendance'), 'YearData')
    .filter(ofSchool)
    .toSorted((a, b) => textAt(b, 'Year').localeCompare(textAt(a, 'Year')));
  if (!latest || school === null) return null;
  const row = rowOfElement(latest, issues, receivedOn);
  const sessions = {
    sessionsPossible: readCount(row, 'SessionsPossible', 'sessionsPossible'),
    sessionsAttended: readCount(row, 'SessionsAttended', 'sessionsAttended'),
    sessionsUnauthorised: readCount(row, 'SessionsUnauthorised', 'sessionsUnauthorised'),
  };
  return { row, sessions };
};
