import type { ChaseThread } from '../../domain/chase-threads.ts';
import { type EnrichmentRequest, stepRequests } from '../../domain/enrichment-request.ts';
import { groupBy } from '../../domain/group-by.ts';
import { findOpenRequests, keepRequests } from '../../store/enrichment-requests.ts';
import { enqueue } from '../../store/jobs.ts';
import { type Announcement, announceLater } from '../../store/outbox.ts';
import type { Transaction } from '../../store/transaction.ts';

/** One announcement a message: the questions one moment puts to one force about one incident. */
const messagesOf = (opened: readonly EnrichmentRequest[]): readonly Announcement[] =>
  [...groupBy(opened, ({ messageId }) => messageId)].flatMap(([messageId, [first]]) =>
    first === undefined
      ? []
      : [
          {
            topic: 'ENRICHMENT_REQUESTED' as const,
            childId: first.childId,
            payload: { messageId },
            toldTo: [first.organisation],
          },
        ],
  );

/** Puts the questions these incidents give rise to and closes those they answer, in the caller's transaction. */
export const projectRequests = async (
  tx: Transaction,
  { childIds, knownAt }: { readonly childIds: readonly string[]; readonly knownAt: string },
  threads: readonly ChaseThread[],
): Promise<void> => {
  const { opened, changed } = stepRequests(await findOpenRequests(tx, childIds), threads, knownAt);
  await keepRequests(tx, [...changed, ...opened]);
  if (opened.length === 0) return;
  await announceLater(tx, messagesOf(opened), knownAt);
  await enqueue(tx, { type: 'announce', key: '', payload: {} });
};
