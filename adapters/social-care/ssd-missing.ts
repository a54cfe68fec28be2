import type { AnyCanonicalRecord, Mapping } from '../../src/domain/adapter.ts';
import { type Moment, parseDay, parseMoment, startOfLondonDay } from '../../src/domain/dates.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankEpisode } from '../blank.ts';
import { checkPeriod, overlappingRows } from './missing-rules.ts';
import { absent, type Row, readMoment, report, textOf } from './row.ts';
import { ssdColumns } from './ssd.ts';
import { interviewOf } from './ssd-interview.ts';
import { keyDate } from './ssda903.ts';
import { type Place, tableFormat } from './table-format.ts';

const columns = {
  child: 'person_id',
  type: 'episode_type',
  start: 'episode_start_date',
  end: 'episode_end_date',
} as const;

const midnight = 'a true midnight, which SQL writes for a date without a time too: the date alone is kept';
const whoDeclined = 'who declined, child or parent, which the table does not tell: the interview stays offered';

/** Columns without their prefix, which exports write in two ways or not at all. */
const mapping: readonly Mapping[] = [
  { source: columns.child, target: null, loss: null },
  { source: 'table_id', target: 'missing-episode.sourceEpisode', loss: null },
  { source: 'table_id', target: 'interview.sourceEpisodes', loss: null },
  { source: columns.type, target: 'missing-episode.category', loss: 'absent, which has stood for more than one thing' },
  { source: columns.start, target: 'missing-episode.startedOn', loss: null },
  { source: columns.start, target: 'missing-episode.startedAt', loss: midnight },
  { source: columns.end, target: 'missing-episode.endedOn', loss: null },
  { source: columns.end, target: 'missing-episode.endedAt', loss: midnight },
  { source: 'rhi_offered', target: 'interview.offered', loss: null },
  { source: 'rhi_offered', target: 'interview.status', loss: null },
  { source: 'rhi_accepted', target: 'interview.accepted', loss: null },
  { source: 'rhi_accepted', target: 'interview.status', loss: whoDeclined },
];

/** SSD missing: one period missing or away a row, with what became of its return home interview. */
export const ssdMissing = tableFormat({
  ...ssdColumns,
  id: 'ssd-missing',
  title: 'SSD missing: periods missing, and return home interviews',
  scope: 'ssd/missing',
  subject: { system: 'ssd', column: columns.child },
  required: [columns.start, columns.type],
  mapping,
  unmapped: [],
  // Published as `miss_...` and as `miss_missing_...`, and met without either.
  columnOf: (name) => name.toLowerCase().replace(/^miss_(missing_)?/, ''),
  keyOf: (row) => (textOf(row, 'table_id') === '' ? madeKey(row) : [textOf(row, 'table_id')]),
  begin(rows) {
    const overlapping = overlappingRows(rows, columns, (raw) => asRecorded(parseMoment(raw)));
    return (row, place) => {
      if (overlapping.has(row)) report(row, '574', columns.start, 'The period starts while another has not ended');
      return factsOf(row, place);
    };
  },
});

const madeKey = (row: Row) => [
  textOf(row, columns.child),
  keyDate(row, columns.start, parseDay),
  textOf(row, columns.type).toUpperCase(),
];

function factsOf(row: Row, { key, subject }: Place): readonly AnyCanonicalRecord[] {
  const start = asRecorded(readMoment(row, columns.start, { field: 'startedOn', rule: '1004', blank: 'NOT_ASKED' }));
  const end = asRecorded(
    readMoment(row, columns.end, { field: 'endedOn', rule: '1005', blank: 'TEMPORARILY_UNKNOWN' }),
  );
  checkPeriod(row, columns, { start, end, bornOn: null });
  const body = {
    ...blankEpisode(key),
    category: readCategory(row),
    startedOn: start?.on ?? null,
    startedAt: start?.at ?? null,
    endedOn: end?.on ?? null,
    endedAt: end?.at ?? null,
  };
  const stated = { key, subject, statedAt: null };
  const interview = interviewOf(row, key);
  return [
    { ...stated, kind: 'missing-episode', body, absences: row.absences },
    ...(interview ? [{ ...stated, kind: 'interview' as const, ...interview }] : []),
  ];
}

// SQL writes a date without a time as midnight. Losing a true midnight costs precision; inventing one starts a clock.
const asRecorded = (moment: Moment | null): Moment | null =>
  moment?.at && moment.at === startOfLondonDay(moment.on) ? { on: moment.on, at: null } : moment;

/** "Missing" or "Away"; "Absent" has stood for more than one thing and is carried over as neither. */
function readCategory(row: Row): RecordBody['missing-episode']['category'] {
  const word = textOf(row, columns.type).toLowerCase();
  if (word === 'm' || word === 'missing') return 'MISSING';
  if (word === 'a' || word.startsWith('away')) return 'AWAY_WITHOUT_AUTHORISATION';
  absent(row, columns.type, 'category', reasonFor(word));
  if (word === 'absent')
    report(row, 'ABSENT', columns.type, 'Absent is neither missing nor away without authorisation');
  else if (word !== '') report(row, '1006', columns.type, 'The type is neither missing nor away');
  return null;
}

function reasonFor(word: string) {
  if (word === '') return 'NOT_ASKED';
  return word === 'absent' ? 'LOST_IN_MAPPING' : 'INVALID';
}
