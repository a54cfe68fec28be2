import { type Period, type Reconciled, reconcile } from '../../domain/reconcile.ts';
import { listAccounts } from '../../store/episode-accounts.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction } from '../../store/transaction.ts';
import { checkedPeriod } from './reconcile-authority.ts';

/** One authority's comparison. */
interface ReconciledAuthority extends Pick<Reconciled, 'agreed' | 'discrepancies'> {
  readonly authority: string;
  /** Accounts of each side in the period. */
  readonly accounts: Pick<Reconciled, 'police' | 'authority'>;
}

/**
 * Compares forces and each of these authorities over a period, for whoever runs the hub.
 * @throws InvalidRequest
 */
export const reconcileAll = async (
  { pools }: { readonly pools: Pick<Pools, 'ingest'> },
  authorities: readonly string[],
  period: Period,
): Promise<readonly ReconciledAuthority[]> => {
  const checked = checkedPeriod(period);
  const compared: ReconciledAuthority[] = [];
  for (const authority of authorities) {
    const told = await inTransaction(pools.ingest, (tx) => listAccounts(tx, 'OPERATOR', authority, checked));
    const { police, authority: own, agreed, discrepancies } = reconcile(told.police, told.authority, checked);
    compared.push({ authority, accounts: { police, authority: own }, agreed, discrepancies });
  }
  return compared;
};
