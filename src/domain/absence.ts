/** Why a governed field holds no value. Missing is never shown as withheld, nor withheld counted as missing. */
export const absenceReasons = [
  'NOT_ASKED',
  'ASKED_UNKNOWN',
  'ASKED_DECLINED',
  'NOT_APPLICABLE',
  'TEMPORARILY_UNKNOWN',
  'NOT_SENT_BY_SOURCE',
  'LOST_IN_MAPPING',
  'INVALID',
  'WITHHELD_BY_SOURCE',
  'WITHHELD_BY_POLICY',
] as const;

export type AbsenceReason = (typeof absenceReasons)[number];

/** The reasons a source can give; policy alone withholds by policy. */
export type SourceAbsenceReason = Exclude<AbsenceReason, 'WITHHELD_BY_POLICY'>;

/** Why one field of one record is empty, as its source told it. */
export interface FieldAbsence {
  readonly reason: SourceAbsenceReason;
  /** Who asked the child, parent or carer, in the source's words. */
  readonly askedBy?: string;
  /** When they were asked: an ISO instant. */
  readonly askedAt?: string;
}

/** Field name -> why it is empty. A field with a value has no entry. */
export type Absences = Readonly<Record<string, FieldAbsence>>;
