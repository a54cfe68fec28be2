import type { RecordBody } from '../../domain/model/kinds.ts';
import type { EpisodeReference } from '../../domain/model/values.ts';
import { blankBodies } from './blank-bodies.ts';
import { dayOf, instantOf, MINUTE } from './moments.ts';
import type { Random } from './random.ts';
import type { TrueAbsence } from './true-child.ts';
import { wallTime } from './writers/written-dates.ts';

type Episode = RecordBody['missing-episode'];

/** The date in England at a time in milliseconds. */
export const localDay = (time: number): string => wallTime(instantOf(time)).slice(0, 10);

/** An absence by its number in the organisation that records it. */
export const ownEpisode = (key: string): EpisodeReference => ({
  ...{ organisation: null, system: null },
  ...{ key, startedOn: null },
});

/** An absence by the day it began. */
export const episodeOn = (day: string): EpisodeReference => ({
  ...{ organisation: null, system: null },
  ...{ key: null, startedOn: day },
});

/** An absence as a return holds it: two dates. */
export const episodeByDay = (sourceEpisode: string, { startedAt, endedAt }: TrueAbsence): Episode => ({
  ...blankBodies['missing-episode'],
  sourceEpisode,
  category: 'MISSING',
  startedOn: localDay(startedAt),
  endedOn: endedAt === null ? null : localDay(endedAt),
});

/** An absence as a worker enters it, from what a carer said on the telephone: within half an hour, on the five minutes. */
export const episodeByTelephone = (random: Random, sourceEpisode: string, absence: TrueAbsence): Episode => {
  const noticed = Math.floor((absence.startedAt + random.below(30) * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
  // Never after the end, nor at a midnight that the file would lose.
  const isMidnight = wallTime(instantOf(noticed)).slice(11) === '00:00:00';
  const startedAt = isMidnight || (absence.endedAt ?? noticed + 1) <= noticed ? absence.startedAt : noticed;
  return {
    ...episodeByDay(sourceEpisode, { ...absence, startedAt }),
    startedAt: instantOf(startedAt),
    endedAt: absence.endedAt === null ? null : instantOf(absence.endedAt),
  };
};

/** Days in UTC that an absence touches, no more than so many. */
export const daysOf = ({ startedAt, endedAt }: TrueAbsence, end: number, most: number): readonly string[] => {
  const last = dayOf(Math.min(endedAt ?? end, end));
  const days: string[] = [];
  for (let time = startedAt; dayOf(time) <= last && days.length < most; time += 24 * 60 * MINUTE)
    days.push(dayOf(time));
  return days;
};
