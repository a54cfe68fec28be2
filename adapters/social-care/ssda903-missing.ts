import type { CanonicalRecord } from '../../src/domain/adapter.ts';
import { parseDay, parseMoment } from '../../src/domain/dates.ts';
import { blankEpisode } from '../blank.ts';
import { checkPeriod, overlappingRows } from './missing-rules.ts';
import { absent, type Row, readDay, report, textOf } from './row.ts';
import { keyDate, ssda903Columns } from './ssda903.ts';
import { type Place, tableFormat } from './table-format.ts';

const columns = { child: 'CHILD', type: 'MISSING', start: 'MIS_START', end: 'MIS_END' } as const;

const categories = { M: 'MISSING', A: 'AWAY_WITHOUT_AUTHORISATION' } as const;

const madeNumber = 'the row has no number: one is made of child, start and type, so a corrected one is another absence';

/** SSDA903 missing: one period missing or away from placement without authorisation a row, by date alone. */
export const ssda903Missing = tableFormat({
  ...ssda903Columns,
  id: 'ssda903-missing',
  title: 'SSDA903 missing: periods missing or away without authorisation',
  scope: 'ssda903/missing',
  required: ['MISSING', 'MIS_START'],
  mapping: [
    { source: 'CHILD', target: 'missing-episode.sourceEpisode', loss: madeNumber },
    { source: 'DOB', target: null, loss: 'all of it: the period is checked against it (rule 586)' },
    { source: 'MISSING', target: 'missing-episode.category', loss: null },
    { source: 'MISSING', target: 'missing-episode.sourceEpisode', loss: madeNumber },
    { source: 'MIS_START', target: 'missing-episode.startedOn', loss: 'a time of day, where one is written' },
    { source: 'MIS_START', target: 'missing-episode.sourceEpisode', loss: madeNumber },
    { source: 'MIS_END', target: 'missing-episode.endedOn', loss: 'a time of day, where one is written' },
  ],
  unmapped: [],
  keyOf: (row) => [textOf(row, 'CHILD'), keyDate(row, 'MIS_START', parseDay), textOf(row, 'MISSING').toUpperCase()],
  begin(rows) {
    const overlapping = overlappingRows(rows, columns, parseMoment);
    return (row, place) => {
      if (overlapping.has(row)) report(row, '574', 'MIS_START', 'The period starts while another has not ended');
      return [episodeOf(row, place)];
    };
  },
});

function episodeOf(row: Row, { key, subject }: Place): CanonicalRecord<'missing-episode'> {
  const startedOn = readDay(row, 'MIS_START', { field: 'startedOn', rule: '1004', blank: 'NOT_ASKED' });
  const endedOn = readDay(row, 'MIS_END', { field: 'endedOn', rule: '1005', blank: 'TEMPORARILY_UNKNOWN' });
  const day = (on: string | null) => (on === null ? null : { on, at: null });
  checkPeriod(row, columns, { start: day(startedOn), end: day(endedOn), bornOn: parseDay(textOf(row, 'DOB')) });
  const body = { ...blankEpisode(key), category: readCategory(row), startedOn, endedOn };
  return { kind: 'missing-episode', key, subject, statedAt: null, body, absences: row.absences };
}

function readCategory(row: Row) {
  const code = textOf(row, 'MISSING').toUpperCase();
  if (code === 'M' || code === 'A') return categories[code];
  absent(row, 'MISSING', 'category', code === '' ? 'NOT_ASKED' : 'INVALID');
  if (code !== '') report(row, '1006', 'MISSING', 'The type is neither missing nor away');
  return null;
}
