import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { ethnicGroups, isCodeOf } from './codes.ts';
import { absent, type Row, report, textOf } from './row.ts';

const notGiven = { REFU: 'ASKED_DECLINED', NOBT: 'ASKED_UNKNOWN' } as const;
// The published specification of the SSD tables writes Chinese this way.
const misspelt: ReadonlyMap<string, string> = new Map([['CNHE', 'CHNE']]);

/** The ethnic group of a DfE code; refused and not obtained are reasons for having none. */
export function readEthnicity(row: Row, column: string, rule: string): RecordBody['person']['ethnicity'] {
  const sourceCode = textOf(row, column);
  const upper = sourceCode.toUpperCase();
  if (sourceCode === '') {
    absent(row, column, 'ethnicity', 'NOT_ASKED');
    return null;
  }
  if (upper === 'REFU' || upper === 'NOBT') {
    absent(row, column, 'ethnicity', notGiven[upper]);
    return null;
  }
  const code = misspelt.get(upper) ?? upper;
  const isKnown = isCodeOf(ethnicGroups, code, '', '');
  if (!isKnown) report(row, rule, column, 'The ethnicity code is not valid');
  return { code: isKnown ? code : null, sourceCode, scheme: 'DFE', statedBy: 'NOT_SAID' };
}
