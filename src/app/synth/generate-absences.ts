import { DAY, HOUR, MINUTE } from './moments.ts';
import { type SynthOptions, windowOf } from './options.ts';
import type { Random } from './random.ts';
import type { TrueAbsence } from './true-child.ts';
import { wallTime } from './writers/written-dates.ts';

/** Few go missing often, and they are most of what police and carers are told. */
const countOf = (random: Random, isRepeat: boolean, weeks: number): number => {
  if (!isRepeat)
    return random.weighted([
      [0, 8],
      [1, 60],
      [2, 24],
      [3, 8],
    ] as const);
  const count = 4 + Math.floor(-7 * Math.log(1 - random.next()));
  // Two days at least for each.
  return Math.min(count, 40, Math.floor(weeks * 3.5));
};

const lengthOf = (random: Random): number => {
  const [from, to] = random.weighted([
    [[1, 10], 60],
    [[10, 30], 30],
    [[30, 140], 10],
  ] as const);
  return Math.round((from + random.next() * (to - from)) * 60) * MINUTE;
};

// A case system that shows midnight has lost the time, so nobody here comes back on the stroke of it.
const notAtMidnight = (time: number): number =>
  wallTime(new Date(time).toISOString()).slice(11, 16) === '00:00' ? time + MINUTE : time;

/** The evening of one of the first days of a slot, and an end well before the next slot. */
const absenceIn = (random: Random, start: number, slot: number): TrueAbsence => {
  const day = start + random.below(Math.max(1, Math.floor((slot / DAY) * 0.6))) * DAY;
  const startedAt = day + (14 * 60 + random.below(9 * 60)) * MINUTE;
  const length = Math.min(lengthOf(random), Math.floor((slot * 0.35) / MINUTE) * MINUTE);
  const wait = Math.min((20 + random.below(300)) * MINUTE, Math.floor(length / 2 / MINUTE) * MINUTE);
  return { startedAt, endedAt: notAtMidnight(startedAt + length), reportedAt: startedAt + wait };
};

/** A child who is missing when the weeks end. */
const openAbsence = (random: Random, end: number): TrueAbsence => {
  const startedAt = end - (4 * 60 + random.below(36 * 60)) * MINUTE;
  return { startedAt, endedAt: null, reportedAt: startedAt + (20 + random.below(120)) * MINUTE };
};

/** When a child was truly absent, in time and never twice at once. */
export const absencesOf = (options: SynthOptions, random: Random, isRepeat: boolean): readonly TrueAbsence[] => {
  const count = countOf(random, isRepeat, options.weeks);
  const [start, end] = windowOf(options);
  const slot = Math.floor((end - start) / Math.max(1, count) / HOUR) * HOUR;
  const isMissingAtTheEnd = count > 0 && random.chance(0.03);
  return Array.from({ length: count }, (_, index) =>
    isMissingAtTheEnd && index === count - 1
      ? openAbsence(random, end)
      : absenceIn(random, start + Math.ceil((index * slot) / DAY) * DAY, slot),
  );
};
