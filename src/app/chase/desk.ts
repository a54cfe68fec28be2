import { type EnrichmentMessage, enrichmentMessage } from '../../domain/enrichment-message.ts';
import type { EnrichmentRequest } from '../../domain/enrichment-request.ts';
import { NotFound } from '../../domain/errors.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { ChaseReportKey, ChaseReportRow, TakenStep } from '../../store/chase-desk.ts';
import {
  findMessages,
  findRequest,
  listOpenMessages,
  listRequests,
  listSteps,
  reportChase,
} from '../../store/chase-desk.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction } from '../../store/transaction.ts';

/** What looking at the chase from the hub's own command line needs. */
export interface DeskDeps {
  readonly pools: Pick<Pools, 'ingest'>;
}

/** Questions, those due first coming first. */
export const deskList = (
  { pools }: DeskDeps,
  filter: Parameters<typeof listRequests>[1],
): Promise<readonly EnrichmentRequest[]> => inTransaction(pools.ingest, (tx) => listRequests(tx, filter));

/** A question, what was done about it, and the message it was put in. */
export interface ShownRequest {
  readonly request: EnrichmentRequest;
  readonly steps: readonly TakenStep[];
  readonly message: EnrichmentMessage;
}

/**
 * One question with its message.
 * @throws NotFound
 */
export const deskShow = ({ pools }: DeskDeps, id: string): Promise<ShownRequest> =>
  inTransaction(pools.ingest, async (tx) => {
    const request = await findRequest(tx, id);
    if (!request) throw new NotFound('there is no such question');
    const message = enrichmentMessage(request, await findMessages(tx, [request.messageId]));
    return { request, steps: await listSteps(tx, id), message };
  });

/** The messages to a force in which something is still open, as its system fetches them. */
export const openMessages = ({ pools }: DeskDeps, force: string): Promise<readonly EnrichmentMessage[]> =>
  inTransaction(pools.ingest, async (tx) => {
    const requests = await findMessages(tx, await listOpenMessages(tx, force));
    return [...groupBy(requests, ({ messageId }) => messageId).values()].flatMap((group) =>
      group.slice(0, 1).map((first) => enrichmentMessage(first, group)),
    );
  });

/** How questions put in a time were answered, by groups. */
export const deskReport = (
  { pools }: DeskDeps,
  by: readonly ChaseReportKey[],
  times: Parameters<typeof reportChase>[2],
): Promise<readonly ChaseReportRow[]> => inTransaction(pools.ingest, (tx) => reportChase(tx, by, times));
