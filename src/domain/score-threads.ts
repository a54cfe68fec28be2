import { microsecondsOf } from './instants.ts';
import type { Notification } from './model/notification.ts';
import type { FeedEvidence } from './profile/assess.ts';
import type { Assessment, FactVersion, Merged, NotificationScore, ThreadStanding } from './projection.ts';
import { inSendingOrder, threadOf } from './threads.ts';

/** One message to assess, with what its thread and the merged case said. */
export interface AssessInput {
  readonly message: Notification;
  /** Messages of the same thread sent before it, oldest first. */
  readonly earlier: readonly Notification[];
  readonly careStatus: string | null;
  readonly outOfArea: boolean | null;
  readonly receivedAt: string;
  readonly feed: FeedEvidence;
}
export type Assess = (input: AssessInput) => Assessment;

type NotificationFact = FactVersion<'notification'>;

const inReceivingOrder = (a: NotificationFact, b: NotificationFact): number =>
  microsecondsOf(a.firstKnownAt) - microsecondsOf(b.firstKnownAt) || inSendingOrder(a, b);

/** Elements a message held and of which its reading made no answer: listed as absent under their own path. */
const lostIn = ({ absences }: NotificationFact): readonly string[] =>
  Object.entries(absences).flatMap(([path, { reason }]) =>
    reason === 'LOST_IN_MAPPING' && path.includes('.') ? [path] : [],
  );

interface Assessed {
  readonly fact: NotificationFact;
  readonly assessment: Assessment;
}

const assessThread = (facts: readonly NotificationFact[], { values }: Merged, assess: Assess): readonly Assessed[] => {
  const careStatus = typeof values['careStatus'] === 'string' ? values['careStatus'] : null;
  const outOfArea = typeof values['outOfArea'] === 'boolean' ? values['outOfArea'] : null;
  return facts.map((fact, index) => {
    const before = facts.slice(0, index);
    const soFar = [...before, fact];
    const { body: message, receivedAt, organisation } = fact;
    const feed = { organisation, lacks: soFar.flatMap((one) => one.feedLacks ?? []), lost: soFar.flatMap(lostIn) };
    const earlier = before.map(({ body }) => body);
    return { fact, assessment: assess({ message, earlier, careStatus, outOfArea, receivedAt, feed }) };
  });
};

const firstComplete = (thread: readonly Assessed[]): string | null =>
  thread
    .filter(({ assessment }) => assessment.complete)
    .map(({ fact }) => fact.receivedAt)
    .toSorted((a, b) => microsecondsOf(a) - microsecondsOf(b))[0] ?? null;

const scored = (thread: readonly Assessed[]): readonly (readonly [string, NotificationScore])[] => {
  const latest = thread.at(-1)?.assessment;
  const opener = thread.map(({ fact }) => fact).toSorted(inReceivingOrder)[0];
  const completedAt = firstComplete(thread);
  return thread.map(({ fact, assessment }) => {
    const { profileVersion, complete, masks } = latest ?? assessment;
    const standing: ThreadStanding = { profileVersion, complete, masks, completedAt };
    const { organisation, receivedAt, body } = fact;
    const by = { organisation, receivedAt, unit: body.unit, authority: body.responsibleAuthority };
    return [fact.id, { ...assessment, ...by, opensThread: fact === opener, thread: standing }] as const;
  });
};

/** Assesses every message with what its thread said before it, and each thread by all it has said. */
export const scoreThreads = (
  notifications: readonly NotificationFact[],
  view: Merged,
  assess: Assess,
): ReadonlyMap<string, NotificationScore> => {
  const threads = new Map<string, NotificationFact[]>();
  for (const fact of notifications.toSorted(inSendingOrder)) {
    const thread = threads.get(threadOf(fact)) ?? [];
    thread.push(fact);
    threads.set(threadOf(fact), thread);
  }
  return new Map([...threads.values()].flatMap((facts) => scored(assessThread(facts, view, assess))));
};
