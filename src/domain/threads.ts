import { microsecondsOf } from './instants.ts';
import { compareText } from './precedence.ts';
import type { FactVersion } from './projection.ts';

type NotificationFact = FactVersion<'notification'>;

/** The order in which messages were sent; those that do not say, by when they became known. */
export const inSendingOrder = (a: NotificationFact, b: NotificationFact): number =>
  microsecondsOf(a.body.sentAt ?? a.firstKnownAt) - microsecondsOf(b.body.sentAt ?? b.firstKnownAt) ||
  microsecondsOf(a.firstKnownAt) - microsecondsOf(b.firstKnownAt) ||
  compareText(a.id, b.id);

/** Names the incident of one force that a message is about: all messages of one thread have the same. */
export const threadOf = ({ organisation, body }: Pick<NotificationFact, 'organisation' | 'body'>): string =>
  JSON.stringify([organisation, body.sourceEpisode]);
