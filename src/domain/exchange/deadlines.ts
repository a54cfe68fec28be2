import { londonDay, startOfLondonDay } from '../dates.ts';
import { hoursAfter } from '../instants.ts';
import { packAt } from '../practice/policy-packs.ts';
import { workingDaysAfter } from '../working-days.ts';
import type { ExchangeBody } from './messages/index.ts';
import type { Standing } from './standing.ts';
import type { ConversationState, Course } from './transitions.ts';

/** The moment a deadline runs from; SINCE is when the conversation came where it stands. */
type From = 'SINCE' | 'RETURNED' | 'HELD';

interface Term {
  readonly from: From;
  /** Elapsed hours: nights, weekends and holidays count. */
  readonly hours?: number;
  /** Whole working days after, to the end of the day. */
  readonly workingDays?: number;
}

interface Expectation {
  /** Kinds of message that are waited for. */
  readonly awaits: readonly string[];
  readonly of: 'OPENER' | 'OTHER' | 'NOT_LAST';
  readonly within: Term;
  /** However long the first term is, no later than this. */
  readonly notAfter?: Term;
}

const byEndOf = (workingDays: number): Term => ({ from: 'SINCE', workingDays });
const interviewWithin: Term = { from: 'RETURNED', hours: 72 };

/** ★ What is waited for in each state, of whom, and by when (domain reference 1.3, 8.2). */
export const expectations: Readonly<Record<Course, Readonly<Partial<Record<ConversationState, Expectation>>>>> = {
  RHI: {
    REQUESTED: { awaits: ['RHI_ACCEPT', 'RHI_DECLINE'], of: 'OTHER', within: { from: 'SINCE', hours: 12 } },
    ACCEPTED: { awaits: ['RHI_STATUS'], of: 'OTHER', within: interviewWithin },
    SCHEDULED: { awaits: ['RHI_STATUS'], of: 'OTHER', within: interviewWithin },
    DEFERRED: { awaits: ['RHI_STATUS'], of: 'OTHER', within: byEndOf(5) },
    HELD: {
      ...{ awaits: ['RHI_RESULT'], of: 'OTHER', within: { from: 'HELD', hours: 24 } },
      notAfter: { from: 'RETURNED', hours: 72, workingDays: 1 },
    },
    RESULT_SENT: { awaits: ['RESULT_ACK'], of: 'OPENER', within: byEndOf(1) },
    REJECTED: { awaits: ['RHI_RESULT'], of: 'OTHER', within: byEndOf(1) },
    QUERIED: { awaits: ['RESULT_ANSWER'], of: 'NOT_LAST', within: byEndOf(2) },
    ANSWERED: { awaits: ['RESULT_ACK', 'RESULT_QUERY'], of: 'OPENER', within: byEndOf(2) },
    RECALLED: { awaits: ['ACKNOWLEDGE'], of: 'OTHER', within: byEndOf(1) },
    RESULT_RECALLED: { awaits: ['ACKNOWLEDGE'], of: 'OPENER', within: byEndOf(1) },
  },
  NOTICE: {
    SENT: { awaits: ['ACKNOWLEDGE'], of: 'OTHER', within: byEndOf(1) },
    RECALLED: { awaits: ['ACKNOWLEDGE'], of: 'OTHER', within: byEndOf(1) },
  },
  COPY: {
    SENT: { awaits: ['ACKNOWLEDGE'], of: 'OTHER', within: byEndOf(1) },
    RECALLED: { awaits: ['ACKNOWLEDGE'], of: 'OTHER', within: byEndOf(1) },
  },
};

/** ★ How soon a notice is to be acknowledged, in hours, where it is sooner than the next working day. */
const acknowledgedWithin = (event: string | null, riskGrade: string | undefined): number | null => {
  if (event === 'SAFEGUARD_NOW') return 1;
  if (event === 'MISSING_ALERT') return riskGrade === 'HIGH' ? 1 : 4;
  return event === 'RETURN_NOTICE' ? 4 : null;
};

const endOf = (day: string): string =>
  startOfLondonDay(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10));

const afterDays = (from: string, days: number): string => endOf(workingDaysAfter(londonDay(from), days));

const dueFrom = ({ hours = 0, workingDays }: Term, from: string): string => {
  const after = hoursAfter(from, hours);
  return workingDays === undefined ? after : new Date(afterDays(after, workingDays)).toISOString();
};

const momentOf = ({ since, anchors }: Standing, from: From): string | null => {
  if (from === 'SINCE') return since;
  return (from === 'RETURNED' ? anchors.returnedAt : anchors.heldAt) ?? null;
};

const due = (standing: Standing, term: Term | undefined): string | null => {
  if (term === undefined) return null;
  const from = momentOf(standing, term.from);
  return from === null ? null : dueFrom(term, from);
};

const earlier = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
};

/** What a conversation waits for. */
export interface Waiting {
  readonly awaits: readonly string[];
  /** Code of the authority it is waited for from. */
  readonly from: string;
  readonly dueAt: string | null;
}

const termOf = ({ course, state, lastEvent, anchors }: Standing, usual: Term): Term => {
  const hours = course === 'NOTICE' && state === 'SENT' ? acknowledgedWithin(lastEvent, anchors.riskGrade) : null;
  return hours === null ? usual : { from: 'SINCE', hours };
};

/** What a conversation waits for, from whom and by when; null where it has ended or stands still. */
export const waitingFor = (standing: Standing): Waiting | null => {
  const expected = expectations[standing.course][standing.state];
  if (!expected) return null;
  const { opener, other, lastSpeaker } = standing;
  const sides = { OPENER: opener, OTHER: other, NOT_LAST: lastSpeaker === opener ? other : opener };
  const dueAt = earlier(due(standing, termOf(standing, expected.within)), due(standing, expected.notAfter));
  return { awaits: expected.awaits, from: sides[expected.of], dueAt };
};

/** A stage of Resolving Professional Differences that a late answer has come to. */
export interface StageReached {
  readonly stage: number;
  /** Who talks with whom. */
  readonly between: string;
  readonly from: string;
  /** The end of its limit, where the next stage begins. */
  readonly resolveBy: string;
}

// What begins with the end of a day begins on that day: the next one counts whole.
const justBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

/** The stages a lateness goes through, one after the other, by the limits of the responsible authority’s pack. */
const stagesFrom = (dueAt: string, accountable: string): readonly StageReached[] => {
  const stages: StageReached[] = [];
  for (const { stage, between, workingDays } of packAt(accountable, londonDay(dueAt)).escalation) {
    const from = stages.at(-1)?.resolveBy ?? dueAt;
    stages.push({ stage, between, from, resolveBy: new Date(afterDays(justBefore(from), workingDays)).toISOString() });
  }
  return stages;
};

/** The stage a lateness is at when it is told; before its due time the first, which it is told ahead of. */
export const stageAt = (dueAt: string, accountable: string, at: string): StageReached | null => {
  const stages = stagesFrom(dueAt, accountable);
  return stages.findLast(({ from }) => Date.parse(from) <= Date.parse(at)) ?? stages[0] ?? null;
};

/**
 * ★ When a conversation that still waits is told to the duty managers: at its due time, whenever the limit of a stage of
 * Resolving Professional Differences ends after that, and on an interview’s way there.
 */
export const escalatedAt = (standing: Standing): readonly string[] => {
  const waiting = waitingFor(standing);
  if (!waiting?.dueAt) return [];
  const { course, state, anchors, accountable } = standing;
  const isOnItsWay = course === 'RHI' && (state === 'ACCEPTED' || state === 'SCHEDULED');
  const before = isOnItsWay && anchors.returnedAt ? [hoursAfter(anchors.returnedAt, 48)] : [];
  return [...before, ...stagesFrom(waiting.dueAt, accountable).map(({ from }) => from)];
};

/** ★ By when a message that opens a conversation, or tells of a return, should itself have been sent. */
export const sendBy = (body: ExchangeBody): string | null => {
  switch (body.kind) {
    case 'MISSING_ALERT':
      return hoursAfter(body.content.reportedAt, 1);
    case 'RETURN_NOTICE':
      return hoursAfter(body.content.returnedAt, 2);
    case 'RHI_REQUEST':
      return hoursAfter(body.content.returnedAt, 12);
    case 'PLACEMENT_NOTICE': {
      const { movesOn, isEmergency } = body.content;
      const by = isEmergency ? endOf(workingDaysAfter(movesOn, 5)) : startOfLondonDay(movesOn);
      return new Date(by).toISOString();
    }
    default:
      return null;
  }
};

/** By when a message was due: when it was waited for, or when such a message is to be sent at all. */
export const dueAtOf = (before: Standing, body: ExchangeBody, sender: string): string | null => {
  const waiting = waitingFor(before);
  const isAwaited = waiting !== null && waiting.from === sender && waiting.awaits.includes(body.kind);
  return isAwaited ? waiting.dueAt : sendBy(body);
};
