import { type Governed, type Governing, governedBy } from './coordinates.ts';
import { neededBit, withOwn } from './mask.ts';

/** A field as far as whether it is shown goes. */
export interface ExplainedField {
  /** `Type.field`. */
  readonly coordinate: string;
  readonly governing: Governing;
  /** What a reader must be allowed to see to know that there is such a record. */
  readonly record: Governing;
  /** Whether each such record is one organisation's, so that its own readers may be shown more. */
  readonly isOwned: boolean;
  /** Of which of these records less is shown, in words. */
  readonly exceptions: readonly string[];
}

/** Whether a field is shown: of every record, of those the reader's organisation made, of none, or as what holds it. */
export type Shown = 'SHOWN' | 'SHOWN_OF_OWN_RECORDS' | 'WITHHELD' | 'AS_ITS_WHOLE';

/** What a mask says of a class and level: of no record, of own records, of every record. */
export type Verdict = 'no' | 'own' | 'yes';

const order: Readonly<Record<Verdict, number>> = { no: 0, own: 1, yes: 2 };
export const isLess = (a: Verdict, b: Verdict): boolean => order[a] < order[b];
/** The verdict most is shown by. */
export const greatest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((best, one) => (isLess(best, one) ? one : best), 'no');

/** What a mask says of what governs a field; nothing governs what says nothing of a child. */
export const verdictOn = (mask: bigint, governed: Governed | null, isOwned: boolean): Verdict => {
  if (!governed) return 'yes';
  const bit = neededBit(governed.fieldClass, governed.level);
  if ((mask & bit) !== 0n) return 'yes';
  return isOwned && (withOwn(mask) & bit) !== 0n ? 'own' : 'no';
};

const answers: Readonly<Record<Verdict, Shown>> = { yes: 'SHOWN', own: 'SHOWN_OF_OWN_RECORDS', no: 'WITHHELD' };

/** Whether a mask shows a field, the record it stands in included. */
export const shownBy = (mask: bigint, { governing, record, isOwned }: ExplainedField): Shown => {
  const row = verdictOn(mask, governedBy(record), isOwned);
  if (governing === 'inherit' && row !== 'no') return 'AS_ITS_WHOLE';
  const field = verdictOn(mask, governedBy(governing), isOwned);
  return answers[isLess(field, row) ? field : row];
};
