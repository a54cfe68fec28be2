import { hoursAfter } from '../../../domain/instants.ts';

/** Midnight in England at the start of Friday 16 October 2015, a few hours before the first file of the demo came. */
export const weekStart = '2015-10-15T23:00:00Z';

/** Hours from there to where the demo’s clock starts. */
export const weekHours = 178;

/** Days the week touches, each with the hour it begins at. */
export const weekDays: readonly { readonly title: string; readonly hours: number }[] = [
  'Fri 16',
  'Sat 17',
  'Sun 18',
  'Mon 19',
  'Tue 20',
  'Wed 21',
  'Thu 22',
  'Fri 23',
].map((title, day) => ({ title, hours: day * 24 }));

/** ★ Moments at which the picture of the child changes. */
export const weekMoments: readonly { readonly title: string; readonly hours: number }[] = [
  { title: 'Before the first file', hours: 0 },
  { title: 'Friday: her authority’s records are in', hours: 7 },
  { title: 'Thursday 21:00: nobody has told the hub', hours: 165 },
  { title: 'Thursday 22:00: police have notified', hours: 166 },
];

/** Which past of the demo’s week is asked for. */
export type KnownAt =
  | { readonly kind: 'now' }
  | { readonly kind: 'past'; readonly hours: number; readonly instant: string }
  | { readonly kind: 'refused' };

/** Reads the `at` of an address: whole hours of the demo’s week; without one, now. */
export const readKnownAt = (at: unknown): KnownAt => {
  if (at === undefined) return { kind: 'now' };
  const hours = typeof at === 'string' && /^\d{1,3}$/.test(at) ? Number(at) : Number.NaN;
  if (!(hours <= weekHours)) return { kind: 'refused' };
  return { kind: 'past', hours, instant: hoursAfter(weekStart, hours) };
};
