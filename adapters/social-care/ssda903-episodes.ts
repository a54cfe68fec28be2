import type { CanonicalRecord } from '../../src/domain/adapter.ts';
import { parseDay } from '../../src/domain/dates.ts';
import { normalisePostcode } from '../../src/domain/identifiers.ts';
import {
  ceasingReasons,
  changeReasons,
  episodeReasons,
  legalStatuses,
  needCodes,
  placementProviders,
  placementTypes,
} from './codes.ts';
import { absent, type Row, readCode, readDay, readText, report, reportBlanks, textOf } from './row.ts';
import { keyDate, ssda903Columns } from './ssda903.ts';
import { type Place, tableFormat } from './table-format.ts';

/** SSDA903 episodes: one spell of care under one legal status and placement a row. */
export const ssda903Episodes = tableFormat({
  ...ssda903Columns,
  id: 'ssda903-episodes',
  title: 'SSDA903 episodes: legal status and placement',
  scope: 'ssda903/episodes',
  required: ['DECOM', 'LS', 'PLACE'],
  mapping: [
    { source: 'CHILD', target: null, loss: null },
    { source: 'DECOM', target: 'placement.startedOn', loss: 'a time of day, where one is written' },
    { source: 'RNE', target: 'placement.startReason', loss: null },
    { source: 'LS', target: 'placement.legalStatus', loss: null },
    { source: 'CIN', target: 'placement.needCode', loss: null },
    { source: 'PLACE', target: 'placement.placementType', loss: null },
    { source: 'PLACE_PROVIDER', target: 'placement.provider', loss: null },
    { source: 'DEC', target: 'placement.endedOn', loss: 'a time of day, where one is written' },
    { source: 'REC', target: 'placement.endReason', loss: null },
    { source: 'REASON_PLACE_CHANGE', target: 'placement.changeReason', loss: null },
    { source: 'HOME_POST', target: 'placement.homePostcode', loss: null },
    { source: 'PL_POST', target: 'placement.placementPostcode', loss: null },
    { source: 'URN', target: 'placement.urn', loss: 'a row of X: the placement is not registered, so not applicable' },
  ],
  unmapped: ['DOB', 'PL_DISTANCE', 'PL_LOCATION', 'PL_LA'],
  keyOf: (row) => [textOf(row, 'CHILD'), keyDate(row, 'DECOM', parseDay)],
  begin: () => (row, place) => [placementOf(row, place)],
});

function placementOf(row: Row, { key, subject }: Place): CanonicalRecord<'placement'> {
  const startedOn = readDay(row, 'DECOM', { field: 'startedOn', rule: '141', blank: 'NOT_ASKED' });
  const endedOn = readDay(row, 'DEC', { field: 'endedOn', rule: '147', blank: 'TEMPORARILY_UNKNOWN' });
  checkDates(row, startedOn, endedOn);
  reportBlanks(row, { DECOM: '141', RNE: '143', LS: '144', CIN: '145', PLACE: '146' });
  // What explains an end is not asked of a spell that has none.
  const unended = textOf(row, 'DEC') === '' ? 'NOT_APPLICABLE' : 'NOT_ASKED';
  const until = endedOn ?? row.receivedOn;
  const span = { from: startedOn ?? until, until };
  const code = (column: string, field: string, rule: string, list: Parameters<typeof readCode>[2]['list']) =>
    readCode(row, column, { field, rule, list, blank: 'NOT_ASKED' }, span);
  const body = {
    startedOn,
    endedOn,
    startReason: code('RNE', 'startReason', '143', episodeReasons),
    endReason: readCode(row, 'REC', { field: 'endReason', rule: '149', list: ceasingReasons, blank: unended }, span),
    legalStatus: code('LS', 'legalStatus', '144', legalStatuses),
    needCode: code('CIN', 'needCode', '145', needCodes),
    placementType: code('PLACE', 'placementType', '146', placementTypes),
    provider: code('PLACE_PROVIDER', 'provider', '178', placementProviders),
    changeReason: readCode(
      row,
      'REASON_PLACE_CHANGE',
      { field: 'changeReason', rule: '1009', list: changeReasons, blank: unended },
      span,
    ),
    homePostcode: readPostcode(row, 'HOME_POST', 'homePostcode'),
    placementPostcode: readPostcode(row, 'PL_POST', 'placementPostcode'),
    urn: readUrn(row),
  };
  return { kind: 'placement', key, subject, statedAt: null, body, absences: row.absences };
}

function checkDates(row: Row, startedOn: string | null, endedOn: string | null): void {
  if ((textOf(row, 'DEC') === '') !== (textOf(row, 'REC') === '') && textOf(row, 'REC') !== 'X1') {
    report(row, '148', 'DEC', 'The date an episode ceased and its reason must both be coded, or neither');
  }
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    report(row, 'END_BEFORE_START', 'DEC', 'The episode ends before it begins');
  }
}

/** A postcode whose shape is wrong stays as it was written: part of it may still say where. */
function readPostcode(row: Row, column: string, field: string): string | null {
  const text = readText(row, column, field, 'NOT_ASKED');
  if (text === null) return null;
  const postcode = normalisePostcode(text);
  if (postcode === null) report(row, '392c', column, 'The postcode is not valid');
  return postcode ?? text;
}

// A row of X stands for a placement that Ofsted does not register.
function readUrn(row: Row): string | null {
  if (!/^X{6,7}$/i.test(textOf(row, 'URN'))) return readText(row, 'URN', 'urn', 'NOT_ASKED');
  absent(row, 'URN', 'urn', 'NOT_APPLICABLE');
  return null;
}
