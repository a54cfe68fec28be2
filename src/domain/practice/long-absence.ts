import { startOfLondonDay } from '../dates.ts';
import { hoursAfter } from '../instants.ts';
import type { CaseEpisode } from './child-case.ts';
import { daysAfter, isAfter } from './clocks.ts';
import { met, unknown, unmet, type Verdict, within } from './verdict.ts';

/** Whether an absence was longer than so many hours, and when it became so. */
export type LongAbsence = Verdict & { readonly metAt: string | null };

/** From the earliest instant it can have been to the latest. */
type Bounds = readonly [earliest: string, latest: string];

const boundsOf = (at: string | null, on: string | null): Bounds | null => {
  if (at !== null) return [at, at];
  return on === null ? null : [startOfLondonDay(on), startOfLondonDay(daysAfter(on, 1))];
};

const longer = (hours: number, isTimed: boolean, at: string): LongAbsence => ({
  ...met(`Longer than ${hours} hours`),
  metAt: isTimed ? at : null,
});

const judgeOpen = ([soonest, latest]: Bounds, isTimed: boolean, hours: number, now: string): LongAbsence => {
  if (isAfter(now, latest)) return longer(hours, isTimed, latest);
  const verdict = isAfter(now, soonest)
    ? unknown('Only the day it began is known')
    : within(soonest, `Not ${hours} hours yet`, isTimed ? 'MET' : 'UNKNOWN');
  return { ...verdict, metAt: null };
};

const judgeEnded = ([soonest, latest]: Bounds, isTimed: boolean, hours: number, end: Bounds): LongAbsence => {
  const [endsSoonest, endsLatest] = end;
  // Some moment of a day comes before the first moment of the next: then reaching the bound is being beyond it.
  const isSurely = isTimed ? isAfter(endsSoonest, latest) : !isAfter(latest, endsSoonest);
  if (isSurely) return longer(hours, isTimed, latest);
  const verdict = isAfter(endsLatest, soonest)
    ? unknown(`Its days do not tell whether it was longer than ${hours} hours`)
    : unmet(`Not longer than ${hours} hours`);
  return { ...verdict, metAt: null };
};

/** Whether an absence was longer than so many hours; days alone decide only where every hour of them agrees. */
export const judgeLonger = (episode: CaseEpisode, hours: number, now: string): LongAbsence => {
  const start = boundsOf(episode.startedAt, episode.startedOn);
  if (start === null) return { ...unknown('Nothing says when it began'), metAt: null };
  const due: Bounds = [hoursAfter(start[0], hours), hoursAfter(start[1], hours)];
  const isTimed = episode.startedAt !== null;
  if (episode.status === 'OPEN') return judgeOpen(due, isTimed, hours, now);
  const end = boundsOf(episode.endedAt, episode.endedOn);
  if (end === null) return { ...unknown('Nothing says when it ended'), metAt: null };
  return judgeEnded(due, isTimed, hours, end);
};
