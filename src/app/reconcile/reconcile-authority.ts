import { z } from 'zod';
import { InvalidRequest, NotPermitted } from '../../domain/errors.ts';
import { compileMasks, neededBit } from '../../domain/mask.ts';
import { findOrganisation } from '../../domain/organisations.ts';
import { reachedAs } from '../../domain/reached-as.ts';
import { type Period, type Reconciled, reconcile } from '../../domain/reconcile.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { listAccounts } from '../../store/episode-accounts.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction } from '../../store/transaction.ts';

export interface ReconcileAuthorityInput extends Period {
  readonly viewer: Viewer | null;
  /** GSS code of the authority. */
  readonly authority: string;
  /** The domain clock. */
  readonly now: string;
}

/** The comparison, with the viewer's mask of every child in it. */
export interface AuthorityReconciled extends Reconciled {
  readonly masks: ReadonlyMap<string, bigint>;
}

/**
 * Compares what the forces and an authority tell of the absences of its children: for the authority itself, and for an
 * auditor of its partnership.
 * @throws NotPermitted, InvalidRequest
 */
export type ReconcileAuthority = (input: ReconcileAuthorityInput) => Promise<AuthorityReconciled>;

/** ★ Years a comparison may cover. */
const mostYears = 10;

const day = z.iso.date();

/** @throws InvalidRequest where the period is none */
export const checkedPeriod = ({ from, to }: Period): Period => {
  if (!day.safeParse(from).success || !day.safeParse(to).success) throw new InvalidRequest('from, to: days');
  if (from >= to) throw new InvalidRequest('to: a day after from');
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  if (years > mostYears) throw new InvalidRequest(`to: at most ${mostYears} years after from`);
  return { from, to };
};

/** ★ Who compares: the authority's own people, and the auditors of the partnership it belongs to. */
const mayCompare = ({ organisation, role, purpose }: Viewer, authority: string): boolean => {
  const ways = reachedAs(role, purpose);
  if (organisation === authority) return ways.includes('RESPONSIBLE');
  const own = findOrganisation(organisation);
  const isAuditing = ways.includes('AUDITABLE') || ways.includes('AUDIT_CASE');
  return isAuditing && own?.agency === 'partnership' && own.authority === authority;
};

const seesEpisodes = neededBit('EP', 'summary');

/** The use case, given what it needs. */
export const reconcileAuthority =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ReconcileAuthority =>
  async ({ viewer, authority, now, ...period }) => {
    const isAllowed =
      viewer !== null &&
      mayCompare(viewer, authority) &&
      (compileMasks(viewer.role, viewer.purpose).union & seesEpisodes) !== 0n;
    if (!isAllowed) throw new NotPermitted('comparing with a force: for the authority itself and its auditor');
    const checked = checkedPeriod(period);
    const { masks, ...accounts } = await inTransaction(pools.ingest, (tx) =>
      listAccounts(tx, { viewer, now }, authority, checked),
    );
    return { ...reconcile(accounts.police, accounts.authority, checked), masks };
  };
