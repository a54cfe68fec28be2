import { parseDay } from '../../src/domain/dates.ts';
import type { Attendance } from '../../src/domain/model/attendance.ts';
import { absent, type Row, readText, report, textOf } from '../social-care/row.ts';
import { findAttendanceCode } from './attendance-codes.ts';

type Session = Attendance['session'];

const sessions: ReadonlyMap<string, Session> = new Map([
  ['AM', 'AM'],
  ['A', 'AM'],
  ['MORNING', 'AM'],
  ['PM', 'PM'],
  ['P', 'PM'],
  ['AFTERNOON', 'PM'],
]);

/** The two marks of presence are of one session each. */
const sessionOfMark: ReadonlyMap<string, Session> = new Map([
  ['/', 'AM'],
  ['\\', 'PM'],
]);

/** The session of a row, from its column or else from its mark; null where neither tells. */
const readSession = (row: Row, code: string): Session | null => {
  const text = textOf(row, 'session');
  const said = sessions.get(text.toUpperCase()) ?? null;
  const marked = sessionOfMark.get(code) ?? null;
  if (said === null && text !== '') report(row, 'session', 'session', 'The session is neither morning nor afternoon');
  if (text === '' && marked === null) report(row, 'session', 'session', 'The row does not say in which session it was');
  if (said !== null && marked !== null && said !== marked) {
    report(row, 'session-code', 'code', 'The mark of presence is that of the other session');
  }
  // A word that is no session is not overruled by the mark: it may be that of a lesson or an evening.
  return text === '' ? marked : said;
};

const readMeaning = (row: Row, code: string, day: string): Attendance['meaning'] => {
  const found = findAttendanceCode(code, day);
  if (!found) {
    absent(row, 'code', 'meaning', 'INVALID');
    report(row, 'code', 'code', 'The code is in no list of attendance codes');
    return null;
  }
  if (!found.isInForce) report(row, 'code-date', 'code', 'The code was not in the list in force on the day');
  return found.meaning;
};

/** Codes of those who came late, before the register closed and after. */
const lateCodes: ReadonlySet<string> = new Set(['L', 'U']);

const readMinutes = (row: Row, code: string): number | null => {
  const text = textOf(row, 'minutes_late');
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const blank = lateCodes.has(code) ? 'NOT_ASKED' : 'NOT_APPLICABLE';
  absent(row, 'minutes_late', 'minutesLate', text === '' ? blank : 'INVALID');
  if (text !== '') report(row, 'minutes-late', 'minutes_late', 'This is not a number of minutes');
  return null;
};

const schoolPattern = /^(?:\d{6}|\d{7})$/;

/** The school of a mark: as the row says, or the school that sent the file; an authority sends those of many. */
const readSchool = (row: Row, organisation: string): string | null => {
  const text = textOf(row, 'school');
  if (schoolPattern.test(text)) return text;
  if (text !== '') report(row, 'school', 'school', 'This is not the number of a school');
  if (text === '' && schoolPattern.test(organisation)) return organisation;
  absent(row, 'school', 'school', text === '' ? 'NOT_ASKED' : 'INVALID');
  return null;
};

/** Reads one mark of a register; null, with what is wrong reported, where it has no day, session or code. */
export const readMark = (row: Row, organisation: string): Attendance | null => {
  const code = textOf(row, 'code').toUpperCase();
  const day = parseDay(textOf(row, 'date'));
  const session = readSession(row, code);
  if (day === null) report(row, 'date', 'date', 'The row does not say on which day it was');
  if (code === '') report(row, 'code', 'code', 'The row holds no code');
  if (day === null || session === null || code === '') return null;
  if (day > row.receivedOn) report(row, 'FUTURE_DATE', 'date', 'The date is after the day the file arrived');
  return {
    school: readSchool(row, organisation),
    ...{ day, session, code },
    meaning: readMeaning(row, code, day),
    minutesLate: readMinutes(row, code),
    comment: readText(row, 'comment', 'comment', 'NOT_ASKED'),
  };
};
