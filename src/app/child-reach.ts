import type { Pools } from '../store/pools.ts';
import { type ChildReached, findReach } from '../store/reach.ts';
import { inTransaction } from '../store/transaction.ts';

/** Reads everybody's relationships to a child. Whoever may not see the access log must not be given them. */
export type ChildReach = (childId: string) => Promise<ChildReached>;

/** Everybody's relationships to a child: no viewer's own read could give them, for each sees only theirs. */
export const childReach =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ChildReach =>
  (childId) =>
    inTransaction(pools.ingest, (tx) => findReach(tx, childId));
