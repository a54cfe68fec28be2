import { hoursAfter } from '../instants.ts';
import type { Interview, interviewStatuses } from '../model/interview.ts';
import { backAt, type CaseEpisode, type CaseRecord, type ChildCase, recordsAbout } from './child-case.ts';
import { isAfter } from './clocks.ts';
import { wasHeld } from './subjects.ts';

/** What became of the return home interview after one absence, over all that is recorded of it. */
export interface ReturnInterview {
  /** The child is back; null says nothing of when. */
  readonly isBack: boolean;
  readonly backAt: string | null;
  readonly isAdult: boolean;
  readonly state: (typeof interviewStatuses)[number];
  readonly isOffered: boolean;
  readonly offeredAt: string | null;
  readonly isHeld: boolean;
  /** When first held after the return. */
  readonly heldAt: string | null;
  readonly isDeclined: boolean;
  /** Somebody decided, with a reason, that none is needed or that it waits for an investigation. */
  readonly isExcused: boolean;
}

const earliest = (instants: readonly (string | null)[]): string | null =>
  instants.flatMap((at) => at ?? []).reduce<string | null>((a, b) => (a === null || isAfter(a, b) ? b : a), null);

/** Where several records tell of one interview, the one that got furthest counts. */
const furthest: readonly (typeof interviewStatuses)[number][] = [
  'COMPLETED',
  'PARTIAL',
  'DECLINED_BY_CHILD',
  'DECLINED_BY_PARENT',
  'NOT_ACHIEVED',
  'DEFERRED_FOR_INVESTIGATION',
  'TRANSFERRED_TO_OTHER_LA',
  'NOT_REQUIRED_DECISION',
  'SCHEDULED',
  'ACCEPTED',
  'OFFERED',
];

const wasOffered = ({ offered, offeredAt, status }: Interview): boolean =>
  offered === 'YES' ||
  offeredAt !== null ||
  ['OFFERED', 'ACCEPTED', 'SCHEDULED', 'COMPLETED', 'PARTIAL', 'DECLINED_BY_CHILD', 'DECLINED_BY_PARENT'].some(
    (one) => one === status,
  );

const excuses: readonly (string | null)[] = ['NOT_REQUIRED_DECISION', 'DEFERRED_FOR_INVESTIGATION'];
const isExcuse = ({ status, decidedBy, decisionReason }: Interview): boolean =>
  excuses.includes(status) && decidedBy !== null && decisionReason !== null;

/** The birthday in a year; who was born on 29 February has it on 1 March where there is none. */
const anniversary = (birthOn: string, years: number): string => {
  const year = Number(birthOn.slice(0, 4)) + years;
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const monthDay = birthOn.slice(5) === '02-29' && !isLeap ? '03-01' : birthOn.slice(5);
  return `${String(year).padStart(4, '0')}-${monthDay}`;
};

/** Whether a child has reached an age by a day; null where what is known of the birth leaves it open. */
export const hasReached = (birth: ChildCase['birth'], years: number, day: string): boolean | null => {
  if (birth === null) return null;
  if (day >= anniversary(birth.latest, years)) return true;
  return day < anniversary(birth.earliest, years) ? false : null;
};

/** The child went missing again while the clock ran and before anybody had spoken with them. */
const wentAgain = (episode: CaseEpisode, { episodes }: ChildCase, heldAt: string | null, hours: number): boolean => {
  const back = backAt(episode);
  if (back === null) return false;
  const dueAt = hoursAfter(back, hours);
  return episodes.some(({ id, status, startedAt }) => {
    if (id === episode.id || status === 'CANCELLED' || startedAt === null) return false;
    const isWhileItRan = !isAfter(back, startedAt) && !isAfter(startedAt, dueAt);
    return isWhileItRan && (heldAt === null || isAfter(heldAt, startedAt));
  });
};

const stateOf = (found: readonly CaseRecord<'interview'>[]): ReturnInterview['state'] =>
  furthest.find((state) => found.some(({ body }) => body.status === state)) ?? 'NOT_YET_OFFERED';

const isAfterReturn = (at: string | null, back: string | null): boolean =>
  at === null || back === null || !isAfter(back, at);

/** The return home interview after an absence; one that is about several absences counts for each. */
export const returnInterviewOf = (episode: CaseEpisode, child: ChildCase, hours: number): ReturnInterview => {
  const back = backAt(episode);
  const found = recordsAbout(child, 'interview', [episode]);
  const held = found.filter(({ body }) => wasHeld(body) && isAfterReturn(body.heldAt, back));
  const heldAt = earliest(held.map(({ body }) => body.heldAt));
  const isHeld = held.length > 0;
  return {
    isBack: episode.status === 'ENDED',
    backAt: back,
    isAdult: hasReached(child.birth, 18, episode.endedOn ?? episode.startedOn ?? '') === true,
    state: !isHeld && wentAgain(episode, child, heldAt, hours) ? 'SUPERSEDED_MISSING_AGAIN' : stateOf(found),
    isOffered: found.some(({ body }) => wasOffered(body)),
    offeredAt: earliest(found.map(({ body }) => body.offeredAt)),
    ...{ isHeld, heldAt },
    isDeclined: !isHeld && found.some(({ body: { status } }) => status?.startsWith('DECLINED') ?? false),
    isExcused: !isHeld && found.some(({ body }) => isExcuse(body)),
  };
};
