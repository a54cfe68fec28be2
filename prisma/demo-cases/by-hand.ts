import type { DemoFile } from './built-files.ts';

type Row = readonly [receivedAt: string, organisation: string, adapterId: string, file: string];

const rows: readonly Row[] = [
  ['2015-10-16T08:15:00Z', 'EH-E08000017', 'hub-records', 'doncaster-early-help/involvements.json'],
  ['2015-10-16T09:00:00Z', '3714000', 'hub-records', 'danum-bridge-academy/involvements.json'],
  ['2015-10-16T09:05:00Z', '3714001', 'hub-records', 'conisbrough-vale-school/involvements.json'],
  ['2015-10-16T10:30:00Z', 'RXE', 'hub-records', 'rotherham-doncaster-and-south-humber/involvements.json'],
  ['2015-10-19T20:00:00Z', '14', 'police', 'south-yorkshire-police/2015-10-19.json'],
  ['2015-10-20T10:47:00Z', '14', 'police', 'south-yorkshire-police/2015-10-20.json'],
  ['2015-10-20T13:00:00Z', 'RP5', 'hub-records', 'doncaster-and-bassetlaw-hospitals/involvements.json'],
  ['2015-10-20T16:30:00Z', 'E08000017', 'hub-records', 'doncaster-social-care/involvements.json'],
  ['2015-10-21T19:17:00Z', '14', 'police', 'south-yorkshire-police/2015-10-21.json'],
  ['2015-10-22T07:12:00Z', '14', 'police', 'south-yorkshire-police/2015-10-22-returned.json'],
  ['2015-10-22T20:52:00Z', '14', 'police', 'south-yorkshire-police/2015-10-22-reported.json'],
];

/** The files that nothing builds: written by hand about Robyn, Tyler and Amina, and kept as they are. */
export const filesByHand: readonly DemoFile[] = rows.map(([receivedAt, organisation, adapterId, file]) => ({
  ...{ receivedAt, organisation, adapterId, file },
}));
