import type { PartialDate } from './model/values.ts';

/** A point in time as a source gave it: the local date always, the instant only where it gave a time. */
export interface Moment {
  readonly on: string;
  readonly at: string | null;
}

// Longer text is never a date; the cap keeps hostile cells away from the patterns.
const LONGEST = 40;
// SQL Server writes 9999-12-31 for "open", and 0201 is a typing slip; neither may become a date.
const EARLIEST_YEAR = 1800;
const LATEST_YEAR = 2199;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// Day before month throughout: this is England. A two-digit year matches nothing, since its century is a guess.
const datePatterns = [
  /^(?<y>\d{4})[-/](?<m>\d{2})[-/](?<d>\d{2})(?<rest>$|[T ].*)/,
  /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})(?<rest>$|[T ,].*)/,
  /^(?<y>\d{4})-(?<m>[A-Za-z]{3,9})-(?<d>\d{2})(?<rest>$|[T ].*)/,
  /^(?<d>\d{1,2})[ -](?<m>[A-Za-z]{3,9})[ -](?<y>\d{4})(?<rest>$|[T ,].*)/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?<rest>$|\d{4}.*|[T ].*)/,
];
const timePattern = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const compactTimePattern = /^(\d{2})(\d{2})(\d{2})?(?:\.(\d{1,9}))?(Z|[+-]\d{4})?$/i;

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Decimal part as text, up to microseconds, without trailing noughts. */
  readonly fraction: string;
  /** Minutes east of Greenwich, or null for wall time in England. */
  readonly offset: number | null;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

function dayOf(year: number, month: number, day: number): string | null {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : null;
}

function monthNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : months.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function splitDate(
  raw: string,
): { readonly day: string; readonly rest: string; readonly isNamedMonth: boolean } | null {
  const text = raw.trim();
  if (text.length > LONGEST) return null;
  for (const pattern of datePatterns) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const { y = '', m = '', d = '', rest = '' } = groups;
    const day = dayOf(Number(y), monthNumber(m), Number(d));
    return day === null ? null : { day, rest: rest.replace(/^[T ,]+/, ''), isNamedMonth: !/^\d+$/.test(m) };
  }
  return null;
}

function offsetMinutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text.toUpperCase() === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function readClock(text: string): Clock | null {
  const match = timePattern.exec(text) ?? compactTimePattern.exec(text);
  if (!match) return null;
  const [, hour, minute, second = '0', decimals = '', zone] = match;
  const fraction = decimals.slice(0, 6).replace(/0+$/, '');
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), fraction };
  const isReal = clock.hour < 24 && clock.minute < 60 && clock.second < 60;
  const offset = offsetMinutes(zone);
  return isReal && Math.abs(offset ?? 0) <= 14 * 60 ? { ...clock, offset } : null;
}

const londonFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

// The calendar of the time zone database is slow to ask; since then the rule below says the same.
const RULE_SINCE = Date.UTC(1996, 0, 1);

/** 01:00 UTC on the last Sunday of a month, from 0. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
}

/** Minutes that England is ahead of UTC: summer time from March to October (Summer Time Order 2002). */
function londonOffset(time: number): number {
  if (!(time >= RULE_SINCE)) return offsetByCalendar(time);
  const year = new Date(time).getUTCFullYear();
  return time >= lastSunday(year, 2) && time < lastSunday(year, 9) ? 60 : 0;
}

function offsetByCalendar(time: number): number {
  const parts = new Map(londonFormat.formatToParts(time).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  // The wall is read to the minute: what is left over of the time must not count as a difference.
  return wall / 60_000 - Math.floor(time / 60_000);
}

/**
 * Summer time is tried first, so the hour that happens twice in October (01:00 to 01:59) is read as its first
 * occurrence; an hour that never happened in March is read as a clock nobody had put forward yet.
 */
function fromLondonWall(wall: number): number {
  const asSummer = wall - 3_600_000;
  return londonOffset(asSummer) === 60 ? asSummer : wall;
}

function instantOf(day: string, clock: Clock): string {
  const wall = Date.parse(`${day}T${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}Z`);
  const time = clock.offset === null ? fromLondonWall(wall) : wall - clock.offset * 60_000;
  return written(time, clock.fraction);
}

function written(time: number, fraction = ''): string {
  const seconds = new Date(time).toISOString().slice(0, 19);
  return `${seconds}${fraction === '' ? '' : `.${fraction}`}Z`;
}

const isMidnight = (clock: Clock) => clock.hour + clock.minute + clock.second === 0 && clock.fraction === '';

/**
 * Reads a date, or a date and time, as agencies write them; null when it is neither or cannot have happened.
 * A time without an offset is wall time in England.
 */
export function parseMoment(raw: string): Moment | null {
  const parts = splitDate(raw);
  if (!parts) return null;
  if (parts.rest === '') return { on: parts.day, at: null };
  const clock = readClock(parts.rest);
  if (!clock) return null;
  // Census tables write every date as `2013-Jul-19 00:00:00`: there midnight is not a time anyone observed.
  if (parts.isNamedMonth && clock.offset === null && isMidnight(clock)) return { on: parts.day, at: null };
  const at = instantOf(parts.day, clock);
  return { on: clock.offset === null ? parts.day : londonDay(at), at };
}

/** Reads a calendar date, England local; a time beside it is ignored, a date that cannot exist is null. */
export const parseDay = (raw: string): string | null => parseMoment(raw)?.on ?? null;

/** Reads a date known to the year (`2003`), the month (`2003-05`) or the day. */
export function parsePartialDate(raw: string): PartialDate | null {
  const partial = /^(\d{4})(?:-(\d{2}))?$/.exec(raw.trim());
  if (!partial) {
    const day = parseDay(raw);
    return day === null ? null : { earliest: day, latest: day, precision: 'DAY' };
  }
  const year = Number(partial[1]);
  const month = partial[2] === undefined ? null : Number(partial[2]);
  const earliest = dayOf(year, month ?? 1, 1);
  if (earliest === null) return null;
  const lastOfMonth = new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10);
  return { earliest, latest: lastOfMonth, precision: month === null ? 'YEAR' : 'MONTH' };
}

/** The date in England at an instant. */
export function londonDay(instant: string): string {
  const time = Date.parse(instant);
  return new Date(time + londonOffset(time) * 60_000).toISOString().slice(0, 10);
}

/** The instant at which a date begins in England. */
export const startOfLondonDay = (day: string): string => written(fromLondonWall(Date.parse(`${day}T00:00:00Z`)));
