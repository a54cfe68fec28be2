import { takeLane } from '../store/lane.ts';
import { inTransaction, type Transaction } from '../store/transaction.ts';
import { listUncountedChildren } from '../store/uncounted.ts';
import { childChunks, deriveAnew, type RebuildDeps } from './rebuild.ts';

export interface DeriveUncountedRequest {
  readonly signal: AbortSignal;
  /** Refuses, inside the transaction of an effect, where the work is no longer this worker's. */
  readonly hold: (tx: Transaction) => Promise<void>;
}

const uncountedChunks = async (tx: Transaction): Promise<readonly (readonly string[])[]> => {
  const uncounted = new Set(await listUncountedChildren(tx));
  if (uncounted.size === 0) return [];
  return (await childChunks(tx)).filter((chunk) => chunk.some((childId) => uncounted.has(childId)));
};

/**
 * Derives anew the children of whom a notification was scored before answers were kept as bits, some at a time, each
 * part in a transaction of its own: what is done stays done, and beginning again goes on with the rest. Returns how many
 * children were derived.
 */
export const deriveUncounted = async (deps: RebuildDeps, { signal, hold }: DeriveUncountedRequest): Promise<number> => {
  let derived = 0;
  for (const chunk of await inTransaction(deps.pools.ingest, uncountedChunks, 'repeatable read')) {
    if (signal.aborted) break;
    await inTransaction(deps.pools.ingest, async (tx) => {
      await hold(tx);
      await takeLane(tx, '-infinity');
      await deriveAnew(deps, tx, chunk);
    });
    derived += chunk.length;
  }
  return derived;
};
