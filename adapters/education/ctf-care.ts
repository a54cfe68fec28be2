import { type Row, report, textOf } from '../social-care/row.ts';
import { careAuthorities } from './ctf-codes.ts';
import { readTruth } from './ctf-reading.ts';

/** What the school was told of a pupil's being looked after. */
export interface CareHistory {
  readonly inCare: boolean | null;
  /** Whether the file says something that is neither yes nor no. */
  readonly isUnclear: boolean;
  /** GSS code of the authority, where the school's number for it is one we know on the day. */
  readonly authority: string | null;
  /** The number as the school wrote it. */
  readonly authorityNumber: string | null;
}

const path = 'LookedAfter/CareAuthority';

/** Whether a pupil is looked after and by whom; a number that cannot be carried over is said to be lost, not guessed. */
export const readCare = (row: Row, on: string): CareHistory => {
  const inCare = readTruth(row, 'LookedAfter/InCare');
  const isUnclear = inCare === null && textOf(row, 'LookedAfter/InCare') !== '';
  if (isUnclear) row.absences['careStatus'] = { reason: 'INVALID' };
  const number = textOf(row, path);
  const known = careAuthorities.find((one) => one.number === number && one.from <= on && on <= one.until);
  const isNumber = /^\d{3}$/.test(number);
  if (number !== '' && !isNumber) report(row, 'care-authority', path, 'This is not the number of an authority');
  if (inCare === true && number !== '' && !known) {
    row.absences['responsibleAuthority'] = { reason: isNumber ? 'LOST_IN_MAPPING' : 'INVALID' };
  }
  return { inCare, isUnclear, authority: known?.gss ?? null, authorityNumber: number || null };
};
