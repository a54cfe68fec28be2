/** One system of one organisation, and when it sends. */
export interface Feed {
  readonly organisation: string;
  readonly writer: string;
  /** WHOLE: its tables as they stand, where they changed. NEW: what was written since it last sent. */
  readonly sends: 'WHOLE' | 'NEW';
  readonly at: readonly string[];
}

const days = ['16', '17', '18', '19', '20', '21', '22', '23'] as const;
const on = (day: string, time: string): string => `2015-10-${day}T${time}:00Z`;
const nightly = (time: string): readonly string[] => days.map((day) => on(day, time));
/** A return is drawn every second night and on the last; so is a small table of another authority. */
const returnNights = (time: string): readonly string[] => ['16', '18', '20', '22', '23'].map((day) => on(day, time));
/** From Friday the 16th to Thursday the 22nd on days when offices are open, and on the last morning. */
const weekdays = (time: string, lastMorning: string): readonly string[] => [
  ...['16', '19', '20', '21', '22'].map((day) => on(day, time)),
  on('23', lastMorning),
];

/** The full hour after an instant, and a few minutes for the way. */
const hourAfter = (at: string): string =>
  new Date(Math.ceil(Date.parse(at) / 3_600_000) * 3_600_000 + 240_000).toISOString().replace('.000Z', 'Z');

/** A force sends a report within the hour, what became of others with it, and all else at seven and at noon by English clocks. */
const policeTimes = (reportedAt: readonly string[]): readonly string[] =>
  [
    ...new Set([
      ...reportedAt.map(hourAfter),
      ...['06:04', '11:04'].flatMap(nightly).filter((at) => at < on('23', '08:00')),
    ]),
  ].toSorted();

/** ★ Who sends what when: the times at which the hub learns of things. */
export const feedsOf = (reportedAt: readonly string[]): readonly Feed[] => [
  { organisation: '14', writer: 'police-misper', sends: 'NEW', at: policeTimes(reportedAt) },
  { organisation: '14', writer: 'hub-records', sends: 'NEW', at: weekdays('12:02', '08:12') },
  { organisation: 'E08000017', writer: 'ssda903', sends: 'WHOLE', at: returnNights('05:11') },
  { organisation: 'E08000017', writer: 'ssd', sends: 'WHOLE', at: nightly('05:20') },
  { organisation: 'E08000017', writer: 'hub-records', sends: 'NEW', at: weekdays('17:02', '08:22') },
  {
    organisation: 'E08000019',
    writer: 'ssda903',
    sends: 'WHOLE',
    at: returnNights('05:40'),
  },
  {
    organisation: 'E08000019',
    writer: 'ssd',
    sends: 'WHOLE',
    at: returnNights('05:50'),
  },
  { organisation: 'E08000019', writer: 'hub-records', sends: 'NEW', at: weekdays('17:32', '08:32') },
  { organisation: 'E08000016', writer: 'hub-records', sends: 'NEW', at: weekdays('17:42', '08:42') },
  { organisation: 'RP5', writer: 'fhir', sends: 'NEW', at: weekdays('10:42', '08:02') },
  { organisation: 'RXE', writer: 'fhir', sends: 'NEW', at: weekdays('10:52', '08:04') },
  { organisation: '3714000', writer: 'ctf', sends: 'NEW', at: [on('16', '09:02')] },
  { organisation: '3714001', writer: 'ctf', sends: 'NEW', at: [on('16', '09:07')] },
  { organisation: 'EH-E08000017', writer: 'early-help', sends: 'WHOLE', at: [on('16', '08:20')] },
  { organisation: 'EH-E08000017', writer: 'hub-records', sends: 'NEW', at: weekdays('16:12', '08:52') },
];
