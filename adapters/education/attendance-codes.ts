import type { Attendance } from '../../src/domain/model/attendance.ts';

type Meaning = NonNullable<Attendance['meaning']>;

/** One attendance code, with the days it may stand in a register for; a missing bound is open. */
export interface AttendanceCode {
  readonly code: string;
  readonly meaning: Meaning;
  readonly label: string;
  readonly from?: string;
  readonly until?: string;
}

/** The School Attendance (Pupil Registration) (England) Regulations 2024 came into force. */
const newList = '2024-08-19';
const oldListEnd = '2024-08-18';

const ended = (code: string, meaning: Meaning, label: string): AttendanceCode => ({
  ...{ code, meaning, label },
  until: oldListEnd,
});
const begun = (code: string, meaning: Meaning, label: string): AttendanceCode => ({
  ...{ code, meaning, label },
  from: newList,
});
const always = (code: string, meaning: Meaning, label: string): AttendanceCode => ({ code, meaning, label });

/** ★ Attendance codes: the advice in force until August 2024 and the statutory list since. */
export const attendanceCodes: readonly AttendanceCode[] = [
  always('/', 'PRESENT', 'Present in the morning'),
  always('\\', 'PRESENT', 'Present in the afternoon'),
  always('L', 'LATE', 'Late, before the register closed'),
  begun('K', 'ELSEWHERE', 'At education arranged by the authority'),
  always('V', 'ELSEWHERE', 'Educational visit'),
  always('P', 'ELSEWHERE', 'Sporting activity'),
  always('W', 'ELSEWHERE', 'Work experience'),
  always('B', 'ELSEWHERE', 'Other approved education off site'),
  always('D', 'ELSEWHERE', 'Registered at another school too, and expected there'),
  ended('J', 'ELSEWHERE', 'Interview'),
  begun('J1', 'AUTHORISED_ABSENCE', 'Interview for work or another school'),
  begun('C1', 'AUTHORISED_ABSENCE', 'Regulated performance or work abroad'),
  begun('C2', 'AUTHORISED_ABSENCE', 'Part-time timetable'),
  always('C', 'AUTHORISED_ABSENCE', 'Leave in exceptional circumstances'),
  always('M', 'AUTHORISED_ABSENCE', 'Medical or dental appointment'),
  always('S', 'AUTHORISED_ABSENCE', 'Study leave'),
  always('T', 'AUTHORISED_ABSENCE', 'Traveller child away for a parent’s trade'),
  always('R', 'AUTHORISED_ABSENCE', 'Religious observance'),
  always('I', 'AUTHORISED_ABSENCE', 'Illness'),
  always('E', 'AUTHORISED_ABSENCE', 'Suspended or excluded, without other provision'),
  ended('H', 'AUTHORISED_ABSENCE', 'Holiday, agreed'),
  ended('Y', 'UNABLE_TO_ATTEND', 'Unable to attend in exceptional circumstances'),
  begun('Q', 'UNABLE_TO_ATTEND', 'No access arrangement by the authority'),
  begun('Y1', 'UNABLE_TO_ATTEND', 'Transport provided as a rule was not available'),
  begun('Y2', 'UNABLE_TO_ATTEND', 'Widespread disruption of travel'),
  begun('Y3', 'UNABLE_TO_ATTEND', 'Part of the school closed'),
  begun('Y4', 'UNABLE_TO_ATTEND', 'The whole school unexpectedly closed'),
  begun('Y5', 'UNABLE_TO_ATTEND', 'In the criminal justice system'),
  begun('Y6', 'UNABLE_TO_ATTEND', 'Public health guidance or law'),
  begun('Y7', 'UNABLE_TO_ATTEND', 'Any other unavoidable cause'),
  always('G', 'UNAUTHORISED_ABSENCE', 'Holiday, not agreed'),
  always('N', 'UNAUTHORISED_ABSENCE', 'No reason established yet'),
  always('O', 'UNAUTHORISED_ABSENCE', 'Without leave'),
  always('U', 'UNAUTHORISED_ABSENCE', 'Arrived after the register closed'),
  always('X', 'NOT_REQUIRED', 'Not required to attend'),
  always('Z', 'NOT_REQUIRED', 'Not on the roll yet'),
  always('#', 'NOT_REQUIRED', 'School closed as planned'),
];

/** What a code means, and whether it was of the list in force that day; undefined where it is of neither list. */
export const findAttendanceCode = (
  code: string,
  day: string,
): { readonly meaning: Meaning; readonly isInForce: boolean } | undefined => {
  const known = attendanceCodes.find((one) => one.code === code);
  if (!known) return undefined;
  const isInForce = (known.from ?? '') <= day && day <= (known.until ?? '9999-12-31');
  return { meaning: known.meaning, isInForce };
};
