import type { CanonicalRecord, ReadOptions } from '../../src/domain/adapter.ts';
import { upnUnknownReason } from '../../src/domain/identifiers.ts';
import { blankPerson } from '../blank.ts';
import { readEthnicity } from './ethnicity.ts';
import { readBirth, readChildId, readSex, readUpn } from './person-fields.ts';
import { type Row, report, reportBlanks, textOf } from './row.ts';
import { ssda903Columns } from './ssda903.ts';
import { type Place, tableFormat } from './table-format.ts';

/** SSDA903 header: one looked-after child a row, without a name. */
export const ssda903Header = tableFormat({
  ...ssda903Columns,
  id: 'ssda903-header',
  title: 'SSDA903 header: looked-after children',
  scope: 'ssda903/header',
  required: ['DOB', 'ETHNIC'],
  mapping: [
    { source: 'CHILD', target: 'person.identifiers', loss: null },
    { source: 'SEX', target: 'person.sex', loss: 'whether unknown was coded 0, 9 or U' },
    { source: 'DOB', target: 'person.birth', loss: null },
    { source: 'ETHNIC', target: 'person.ethnicity', loss: null },
    { source: 'UPN', target: 'person.identifiers', loss: 'which of UN1 to UN3 it was: all become not applicable' },
    { source: '(return)', target: 'person.careStatus', loss: null },
    { source: '(sender)', target: 'person.responsibleAuthority', loss: null },
  ],
  unmapped: ['MOTHER', 'MC_DOB', 'UASC'],
  keyOf: (row) => [textOf(row, 'CHILD')],
  begin: (_rows, options) => (row, place) => [personOf(row, place, options)],
});

function personOf(row: Row, { key, subject }: Place, { organisation }: ReadOptions): CanonicalRecord<'person'> {
  const identifiers = [...readChildId(row, 'CHILD', organisation, 'ssda903'), ...readUpn(row, 'UPN')];
  checkUpnCode(row);
  reportBlanks(row, { SEX: '101', DOB: '102', ETHNIC: '103', UPN: '442' });
  const body = {
    ...blankPerson,
    birth: readBirth(row, 'DOB', '102', 'NOT_ASKED'),
    sex: readSex(row, 'SEX', '101'),
    identifiers,
    ethnicity: readEthnicity(row, 'ETHNIC', '103'),
    careStatus: 'LAC' as const,
    responsibleAuthority: organisation,
  };
  return { kind: 'person', key, subject, statedAt: null, body, absences: row.absences };
}

// This return knows UN1 to UN5 only; the children-in-need census adds two more.
function checkUpnCode(row: Row): void {
  const upn = textOf(row, 'UPN');
  if (upnUnknownReason(upn) && /[67]$/.test(upn)) {
    report(row, '168', 'UPN', 'The code for an unknown pupil number is not one of this return');
  }
}
