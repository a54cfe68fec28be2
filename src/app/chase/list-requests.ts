import { InvalidRequest } from '../../domain/errors.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Pools } from '../../store/pools.ts';
import { listReachedRequests, type ReachedRequest, type RequestPage } from '../../store/request-reading.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction } from '../../store/transaction.ts';

export interface ListRequestsInput extends RequestPage {
  readonly viewer: Viewer;
}

/**
 * Questions about the children the viewer reaches, as far as they may see whether a notification was answered: those due
 * first coming first, at most `limit`.
 */
export type ListRequests = (input: ListRequestsInput) => Promise<readonly ReachedRequest[]>;

/** The use case, given what it needs. */
export const listRequests =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ListRequests =>
  async ({ viewer, ...page }) => {
    if (page.limit < 1) throw new InvalidRequest('first: at least one');
    return inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      return listReachedRequests(tx, viewer, page);
    });
  };
