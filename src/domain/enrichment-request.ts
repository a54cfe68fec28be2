import { chaseTerms, type Urgency } from './chase.ts';
import { answeringMessage, type ChasedGap, type ChaseThread } from './chase-threads.ts';
import { derivedId } from './derived-id.ts';
import { hoursAfter, microsecondsOf, microsecondText } from './instants.ts';
import type { AnswerState } from './model/notification.ts';
import { compareText } from './precedence.ts';

/** OPEN until an answer came (ANSWERED) or none is needed any more (WITHDRAWN). */
export const requestStates = ['OPEN', 'ANSWERED', 'WITHDRAWN'] as const;
export type RequestState = (typeof requestStates)[number];

/**
 * Why a question was withdrawn. RETRACTED: its message is no longer held. JOINED: another question of the same incident
 * asks the same.
 */
export const withdrawals = ['CANCELLED', 'NO_LONGER_APPLIES', 'RETRACTED', 'JOINED'] as const;
type Withdrawal = (typeof withdrawals)[number];

/** A question put to a force about one field of one incident. Instants are known times. */
export interface EnrichmentRequest {
  readonly id: string;
  /** The message it was put in. */
  readonly messageId: string;
  /** The incident's first message as it stood when the question was put. */
  readonly notificationId: string;
  readonly childId: string;
  /** Code of the force asked. */
  readonly organisation: string;
  readonly unit: string | null;
  readonly notificationNumber: string;
  readonly forceReference: string;
  readonly field: string;
  readonly number: number;
  readonly requirement: ChasedGap['requirement'];
  readonly severity: ChasedGap['severity'];
  readonly found: AnswerState;
  readonly urgency: Urgency;
  readonly profileVersion: string;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly state: RequestState;
  readonly closedAt: string | null;
  /** How it was answered, or why it was withdrawn. */
  readonly outcome: AnswerState | Withdrawal | null;
  readonly answeredBy: string | null;
}

/** What one moment did to the questions of some children. */
export interface ChaseStepTaken {
  readonly opened: readonly EnrichmentRequest[];
  /** Questions that were put before and now stand otherwise. */
  readonly changed: readonly EnrichmentRequest[];
}

const deadline = (from: string, urgency: Urgency): string =>
  microsecondText(hoursAfter(from, chaseTerms[urgency].hours));

const open = (thread: ChaseThread, gap: ChasedGap, moment: string): EnrichmentRequest => {
  const { childId, organisation, unit, notificationNumber, forceReference, urgency, profileVersion } = thread;
  const [notificationId = ''] = thread.notificationIds;
  const { field, number, requirement, severity, state: found } = gap;
  return {
    id: derivedId('enrichment-request', notificationId, field, moment),
    messageId: derivedId('enrichment-message', notificationId, moment),
    ...{ notificationId, childId, organisation, unit, notificationNumber, forceReference },
    ...{ field, number, requirement, severity, found, urgency, profileVersion },
    ...{ openedAt: moment, dueAt: deadline(moment, urgency) },
    ...{ state: 'OPEN', closedAt: null, outcome: null, answeredBy: null },
  };
};

const withdraw = (request: EnrichmentRequest, outcome: Withdrawal, closedAt: string): EnrichmentRequest => ({
  ...request,
  ...{ state: 'WITHDRAWN', closedAt, outcome, answeredBy: null },
});

/** It follows its incident to the child it is of, and a graver risk brings the deadline forward, never back. */
const goOn = (request: EnrichmentRequest, { childId, urgency }: ChaseThread, moment: string): EnrichmentRequest => {
  const due = deadline(moment, urgency);
  const isSooner = microsecondsOf(due) < microsecondsOf(request.dueAt) && urgency !== request.urgency;
  if (isSooner) return { ...request, childId, urgency, dueAt: due };
  return childId === request.childId ? request : { ...request, childId };
};

const close = (request: EnrichmentRequest, thread: ChaseThread, moment: string): EnrichmentRequest => {
  const answer = answeringMessage(thread, request.field);
  if (thread.cancelled) return withdraw(request, 'CANCELLED', moment);
  if (answer === undefined) return withdraw(request, 'NO_LONGER_APPLIES', moment);
  const { notificationId: answeredBy, state: outcome } = answer;
  return { ...request, childId: thread.childId, state: 'ANSWERED', closedAt: moment, outcome, answeredBy };
};

const oldestFirst = (a: EnrichmentRequest, b: EnrichmentRequest): number =>
  microsecondsOf(a.openedAt) - microsecondsOf(b.openedAt) || compareText(a.id, b.id);

/**
 * What becomes of the open questions of some children at a moment, and which new ones are put: each gap of each incident
 * has exactly one open question. `open` holds every open question of these children, `threads` every incident.
 */
export const stepRequests = (
  standing: readonly EnrichmentRequest[],
  threads: readonly ChaseThread[],
  moment: string,
): ChaseStepTaken => {
  const byMessage = new Map(threads.flatMap((thread) => thread.notificationIds.map((id) => [id, thread] as const)));
  const asked = new Map<ChaseThread, Set<string>>(threads.map((thread) => [thread, new Set()]));
  const next = (request: EnrichmentRequest): EnrichmentRequest => {
    const thread = byMessage.get(request.notificationId);
    const fields = thread && asked.get(thread);
    if (!thread || !fields) return withdraw(request, 'RETRACTED', moment);
    if (!thread.gaps.some(({ field }) => field === request.field)) return close(request, thread, moment);
    if (fields.has(request.field)) return withdraw(request, 'JOINED', moment);
    fields.add(request.field);
    return goOn(request, thread, moment);
  };
  const changed = standing
    .toSorted(oldestFirst)
    .map((request) => ({ request, after: next(request) }))
    .flatMap(({ request, after }) => (after === request ? [] : [after]));
  const opened = threads.flatMap((thread) =>
    thread.gaps.filter(({ field }) => asked.get(thread)?.has(field) !== true).map((gap) => open(thread, gap, moment)),
  );
  return { opened, changed };
};
