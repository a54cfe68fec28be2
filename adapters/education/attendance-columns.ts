import type { Mapping } from '../../src/domain/adapter.ts';

/** ★ Other names that columns of attendance files go by. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['unique_pupil_number', 'upn'],
  ['misid', 'mis_id'],
  ['pupil_id', 'mis_id'],
  ['student_id', 'mis_id'],
  ['last_name', 'surname'],
  ['first_name', 'forename'],
  ['dob', 'date_of_birth'],
  ['dateofbirth', 'date_of_birth'],
  ['school_code', 'school'],
  ['dfe_number', 'school'],
  ['session_date', 'date'],
  ['attendance_date', 'date'],
  ['am_pm', 'session'],
  ['mark', 'code'],
  ['attendance_code', 'code'],
  ['comments', 'comment'],
  ['note', 'comment'],
  ['minuteslate', 'minutes_late'],
]);

/** The canonical name of a column, whatever its case, spacing or other name. */
export const attendanceColumn = (name: string): string => {
  const plain = name.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return aliases.get(plain) ?? plain;
};

/** Whether these columns are those of an attendance file: a pupil's number, and day, session and code. */
export const isAttendance = (header: readonly string[]): boolean => {
  const columns = new Set(header.map(attendanceColumn));
  return (
    (columns.has('upn') || columns.has('mis_id')) && ['date', 'session', 'code'].every((name) => columns.has(name))
  );
};

/** ★ What becomes of each column. */
export const attendanceMapping: readonly Mapping[] = [
  { source: 'upn', target: 'person.identifiers', loss: 'which of UN1 to UN3 it was: all become not applicable' },
  { source: 'mis_id', target: null, loss: 'all of it where the unique pupil number is valid' },
  { source: 'surname', target: 'person.names', loss: 'all but what the first row of a pupil says' },
  { source: 'forename', target: 'person.names', loss: 'all but what the first row of a pupil says' },
  { source: 'date_of_birth', target: 'person.birth', loss: 'all but what the first row of a pupil says' },
  { source: 'school', target: 'attendance.school', loss: null },
  { source: '(sender)', target: 'attendance.school', loss: 'a sender that is no school' },
  { source: 'date', target: 'attendance.day', loss: 'a time beside it' },
  { source: 'session', target: 'attendance.session', loss: null },
  { source: 'code', target: 'attendance.code', loss: null },
  { source: 'code', target: 'attendance.meaning', loss: 'all but the kind of presence or absence' },
  { source: 'comment', target: 'attendance.comment', loss: null },
  { source: 'minutes_late', target: 'attendance.minutesLate', loss: null },
];
