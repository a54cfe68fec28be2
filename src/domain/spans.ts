import type { Values } from './claims.ts';
import { londonDay } from './dates.ts';
import { microsecondsOf } from './instants.ts';

/** When an absence lasted, as precisely as its source told: the local day always, the instant where there is one. */
export interface Span {
  readonly category: string | null;
  readonly start: Moment;
  /** Null while nothing tells of an end. */
  readonly end: Moment | null;
}

interface Moment {
  readonly on: string;
  readonly at: string | null;
}

const dayLength = 86_400_000_000;

/** The text a merged field holds, or null. */
export const textIn = (values: Values, field: string): string | null => {
  const value = values[field];
  return typeof value === 'string' ? value : null;
};

const momentOf = (on: string | null, at: string | null): Moment | null => {
  if (at !== null) return { on: londonDay(at), at };
  return on === null ? null : { on, at };
};

/** When an absence lasted; null where nothing tells when it began. Last seen or reported will do for a start. */
export const spanOf = (values: Values): Span | null => {
  const stated = momentOf(textIn(values, 'startedOn'), textIn(values, 'startedAt'));
  const start = stated ?? momentOf(null, textIn(values, 'lastSeenAt') ?? textIn(values, 'reportedAt'));
  if (start === null) return null;
  return {
    category: textIn(values, 'category'),
    start,
    end: momentOf(textIn(values, 'endedOn'), textIn(values, 'endedAt')),
  };
};

const dayNumber = (day: string): number => Date.parse(day) * 1000;

/** Microseconds from one moment to another: whole days if either is a date only. */
const elapsed = (from: Moment, to: Moment): number =>
  from.at !== null && to.at !== null
    ? microsecondsOf(to.at) - microsecondsOf(from.at)
    : dayNumber(to.on) - dayNumber(from.on);

/** How far apart two absences began, at the precision both have. */
export const gapBetween = (a: Span, b: Span): number => Math.abs(elapsed(a.start, b.start));

const isUnderWay = (moment: Moment, span: Span): boolean => span.end === null || elapsed(moment, span.end) >= 0;

const startsClose = (a: Span, b: Span): boolean => {
  const isTimed = a.start.at !== null && b.start.at !== null;
  return isTimed ? gapBetween(a, b) <= dayLength : gapBetween(a, b) === 0;
};

// Police "absent" meant not where expected; 903 "A" means away with whereabouts known. Neither is the other.
const areOtherThings = (a: Span, b: Span): boolean =>
  (a.category === 'POLICE_ABSENT' && b.category === 'AWAY_WITHOUT_AUTHORISATION') ||
  (b.category === 'POLICE_ABSENT' && a.category === 'AWAY_WITHOUT_AUTHORISATION');

/** Why two accounts may be of one absence, or null where they may not. */
export const likeness = (a: Span, b: Span): 'OVERLAP' | 'STARTS_CLOSE' | null => {
  if (areOtherThings(a, b)) return null;
  if (isUnderWay(a.start, b) && isUnderWay(b.start, a)) return 'OVERLAP';
  return startsClose(a, b) ? 'STARTS_CLOSE' : null;
};
