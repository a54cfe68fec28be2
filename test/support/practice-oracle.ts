import type { ReturnInterview } from '../../src/domain/practice/return-interview.ts';
import type { Outcome } from '../../src/domain/practice/verdict.ts';

/*
 * Clocks and criteria once more, written apart from the rules: whole minutes since 1970, days as numbers, the changes of
 * the clocks by the law (last Sundays of March and October, 01:00 UTC).
 */

const minutesOfDay = 1440;
const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month, day) / 86_400_000;
// Day 0, 1 January 1970, was a Thursday.
const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;
const lastSunday = (year: number, month: number): number => {
  const last = dayNumber(year, month + 1, 0);
  return last - weekday(last);
};
const isSummer = (minute: number): boolean => {
  const year = new Date(minute * 60_000).getUTCFullYear();
  const [from, to] = [lastSunday(year, 2), lastSunday(year, 9)].map((day) => day * minutesOfDay + 60);
  return from !== undefined && to !== undefined && from <= minute && minute < to;
};

/** The day in England a minute lies in. */
export const dayOfMinute = (minute: number): number =>
  Math.floor((minute + (isSummer(minute) ? 60 : 0)) / minutesOfDay);
const startOfDay = (day: number): number => day * minutesOfDay - (isSummer(day * minutesOfDay - 60) ? 60 : 0);

export type Holidays = ReadonlySet<number>;
const workingDayAfter = (day: number, count: number, holidays: Holidays): number => {
  const days = Array.from({ length: count * 3 + 14 }, (_, index) => day + 1 + index);
  const working = days.filter((one) => weekday(one) % 6 !== 0 && !holidays.has(one));
  return working[count - 1] ?? day;
};

export interface TimelineEpisode {
  /** Null where only the day is known. */
  readonly startedAt: number | null;
  readonly startedOn: number;
  /** Null while it goes on. */
  readonly endedOn: number | null;
  readonly endedAt: number | null;
  readonly returnedAt: number | null;
  readonly reportedAt: number | null;
  readonly category: 'MISSING' | 'AWAY_WITHOUT_AUTHORISATION' | 'POLICE_ABSENT';
  readonly grade: 'LOW' | 'HIGH' | null;
}

export interface TimelineInterview {
  readonly about: readonly number[];
  readonly offeredAt: number;
  readonly heldAt: number | null;
  readonly status: 'OFFERED' | 'COMPLETED' | 'DECLINED_BY_CHILD';
}

export interface Timeline {
  readonly now: number;
  readonly birth: number;
  readonly isLookedAfter: boolean;
  readonly episodes: readonly TimelineEpisode[];
  readonly interviews: readonly TimelineInterview[];
  readonly meetings: readonly { readonly about: number; readonly metAt: number; readonly heldAt: number }[];
  /** When the reviewing officer was told, and of which absence. */
  readonly told: readonly { readonly about: number; readonly at: number }[];
}

const least = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.min(...values));

const clock = (start: number | null, done: number | null, limit: number, now: number): Outcome => {
  if (start === null) return 'UNKNOWN';
  if (done !== null) return done - start <= limit ? 'MET' : 'UNMET';
  return now - start <= limit ? 'OPEN' : 'UNMET';
};

const byDays = (start: number, done: number | null, due: number, now: number): Outcome => {
  if (done !== null) return done <= due ? 'MET' : 'UNMET';
  return dayOfMinute(now) <= due ? 'OPEN' : start === due ? 'OPEN' : 'UNMET';
};

const birthdayIn = (birth: number, years: number): number => {
  const born = new Date(birth * 86_400_000);
  // A month has no 29th where the date rolls over: then the day is 1 March.
  return dayNumber(born.getUTCFullYear() + years, born.getUTCMonth(), born.getUTCDate());
};

const backOf = (one: TimelineEpisode): number | null =>
  one.returnedAt ?? (one.category === 'AWAY_WITHOUT_AUTHORISATION' ? one.endedAt : null);

interface Expected {
  readonly offered: Outcome;
  readonly offeredInTime: Outcome;
  readonly held: Outcome;
  readonly heldInTime: Outcome;
}

const all = (outcome: Outcome): Expected => ({
  ...{ offered: outcome, offeredInTime: outcome, held: outcome, heldInTime: outcome },
});

const wentAgain = (episodes: readonly TimelineEpisode[], index: number, back: number): boolean =>
  episodes.some(
    ({ startedAt }, other) => other !== index && startedAt !== null && startedAt >= back && startedAt - back <= 72 * 60,
  );

const heldAfter = (back: number | null, own: readonly TimelineInterview[]): number | null =>
  least(
    own.flatMap(({ status, heldAt }) =>
      status === 'COMPLETED' && heldAt !== null && heldAt >= (back ?? 0) ? heldAt : [],
    ),
  );

const isHeldBy = (heldAt: number | null, isDeclined: boolean, running: Outcome): Outcome => {
  if (heldAt !== null) return 'MET';
  return !isDeclined && running === 'OPEN' ? 'OPEN' : 'UNMET';
};

const linked = ({ interviews }: Timeline, index: number) => interviews.filter(({ about }) => about.includes(index));

/** Offer and interview after one absence. */
export const expectedInterview = (timeline: Timeline, index: number): Expected | null => {
  const episode = timeline.episodes[index];
  if (!episode) return null;
  if (episode.endedOn === null) return all('OPEN');
  if (episode.endedOn >= birthdayIn(timeline.birth, 18)) return all('NOT_APPLICABLE');
  const [back, own, limit] = [backOf(episode), linked(timeline, index), 72 * 60];
  const heldAt = heldAfter(back, own);
  const isDeclined = own.some(({ status }) => status === 'DECLINED_BY_CHILD');
  return {
    offered: own.length > 0 ? 'MET' : 'UNMET',
    offeredInTime: clock(back, least(own.map(({ offeredAt }) => offeredAt)), limit, timeline.now),
    held: isHeldBy(heldAt, isDeclined, clock(back, null, limit, timeline.now)),
    heldInTime: clock(back, heldAt, limit, timeline.now),
  };
};

/** What became of the interview after one absence. */
export const expectedState = (timeline: Timeline, index: number): ReturnInterview['state'] | null => {
  const episode = timeline.episodes[index];
  if (!episode) return null;
  const [back, own] = [backOf(episode), linked(timeline, index)];
  const isSuperseded = back !== null && heldAfter(back, own) === null && wentAgain(timeline.episodes, index, back);
  if (isSuperseded) return 'SUPERSEDED_MISSING_AGAIN';
  const states = ['COMPLETED', 'DECLINED_BY_CHILD', 'OFFERED'] as const;
  return states.find((state) => own.some(({ status }) => status === state)) ?? 'NOT_YET_OFFERED';
};

const long = ({ startedAt, startedOn, endedAt, endedOn }: TimelineEpisode, now: number): Outcome => {
  const limit = 24 * 60;
  const [first, last] =
    startedAt === null ? [startOfDay(startedOn), startOfDay(startedOn + 1)] : [startedAt, startedAt];
  if (endedOn === null) {
    if (now - last > limit) return 'MET';
    return now - first > limit ? 'UNKNOWN' : 'OPEN';
  }
  const [from, to] = endedAt === null ? [startOfDay(endedOn), startOfDay(endedOn + 1)] : [endedAt, endedAt];
  const isSure = startedAt === null ? from - last >= limit : from - last > limit;
  if (isSure) return 'MET';
  return to - first <= limit ? 'UNMET' : 'UNKNOWN';
};

/** Absences that count and began earlier, at most 29 days before. */
const begunBefore = (episodes: readonly TimelineEpisode[], index: number): number => {
  const day = episodes[index]?.startedOn ?? 0;
  return episodes
    .slice(0, index)
    .filter(({ category, startedOn }) => category !== 'POLICE_ABSENT' && day - startedOn < 30).length;
};

const lookedAfterFor = (isLookedAfter: boolean, isYoung: boolean, long: Outcome): Outcome => {
  if (!isLookedAfter) return 'UNMET';
  return isYoung ? 'MET' : long;
};

/** Criteria T2, T3, T5 and T6 of one absence. */
export const expectedTriggers = (
  { episodes, now, birth, isLookedAfter }: Timeline,
  index: number,
): Readonly<Record<'T2' | 'T3' | 'T5' | 'T6', Outcome>> | null => {
  const episode = episodes[index];
  if (!episode) return null;
  const t3 = long(episode, now);
  const isYoung = episode.startedOn < birthdayIn(birth, 13);
  return {
    T2: begunBefore(episodes, index) >= 2 ? 'MET' : 'UNMET',
    T3: t3,
    T5: episode.grade === null ? 'UNKNOWN' : episode.grade === 'HIGH' ? 'MET' : 'UNMET',
    T6: lookedAfterFor(isLookedAfter, isYoung, t3),
  };
};

/** Whether the reviewing officer was told of an absence by the end of the next working day. */
export const expectedTold = (timeline: Timeline, index: number, holidays: Holidays): Outcome | null => {
  const episode = timeline.episodes[index];
  if (!episode) return null;
  if (!timeline.isLookedAfter) return 'NOT_APPLICABLE';
  const reported = episode.reportedAt === null ? episode.startedOn : dayOfMinute(episode.reportedAt);
  const told = least(
    timeline.told
      .filter(({ about, at }) => about === index && (episode.startedAt === null || at >= episode.startedAt))
      .map(({ at }) => dayOfMinute(at)),
  );
  return byDays(reported, told, workingDayAfter(reported, 1, holidays), timeline.now);
};

/** Whether a meeting was held within five working days. */
export const expectedMeeting = (
  { metAt, heldAt }: { readonly metAt: number; readonly heldAt: number },
  holidays: Holidays,
): Outcome => (dayOfMinute(heldAt) <= workingDayAfter(dayOfMinute(metAt), 5, holidays) ? 'MET' : 'UNMET');
