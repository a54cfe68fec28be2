import { clusterEpisodes } from './episode-clusters.ts';
import { mergeChild } from './merge.ts';
import type { Notification } from './model/notification.ts';
import type { Assessment, ChildFacts, ChildProjection, FactVersion, Merged } from './projection.ts';
import { deriveReach } from './reach.ts';
import { inSendingOrder, threadOf } from './threads.ts';

/** One message to assess, with what its thread and the merged case said. */
export interface AssessInput {
  readonly message: Notification;
  /** Messages of the same thread sent before it, oldest first. */
  readonly earlier: readonly Notification[];
  readonly careStatus: string | null;
  readonly outOfArea: boolean | null;
  readonly receivedAt: string;
}
export type Assess = (input: AssessInput) => Assessment;

type NotificationFact = FactVersion<'notification'>;

const assessAll = (
  notifications: readonly NotificationFact[],
  { values }: Merged,
  assess: Assess,
): ReadonlyMap<string, Assessment> => {
  const careStatus = typeof values['careStatus'] === 'string' ? values['careStatus'] : null;
  const outOfArea = typeof values['outOfArea'] === 'boolean' ? values['outOfArea'] : null;
  const threads = new Map<string, Notification[]>();
  const assessments = notifications.toSorted(inSendingOrder).map((fact) => {
    const thread = threads.get(threadOf(fact)) ?? [];
    const { body: message, receivedAt } = fact;
    const assessment = assess({ message, earlier: [...thread], careStatus, outOfArea, receivedAt });
    threads.set(threadOf(fact), [...thread, message]);
    return [fact.id, assessment] as const;
  });
  return new Map(assessments);
};

/** All that is derived of a child, from everything known of it at one time; the same facts give the same projection. */
export const projectChild = (facts: ChildFacts, assess: Assess): ChildProjection => {
  const episodes = clusterEpisodes(facts);
  const { flags, ...view } = mergeChild(facts, episodes);
  return {
    childId: facts.childId,
    flags,
    view,
    episodes,
    reach: deriveReach(facts, episodes),
    assessments: assessAll(facts.facts.notification, view, assess),
  };
};
