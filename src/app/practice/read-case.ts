import type { ChildCase } from '../../domain/practice/child-case.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { findSurvivor } from '../../store/access-grants.ts';
import { findChildMask } from '../../store/child-mask.ts';
import type { Pools } from '../../store/pools.ts';
import { loadCases } from '../../store/practice-cases.ts';
import { inTransaction } from '../../store/transaction.ts';

/** Whose case, for whom. */
export interface CaseQuestion {
  readonly viewer: Viewer | null;
  readonly childId: string;
  /** The domain clock. */
  readonly now: string;
}

/** The whole case of a child, with what the viewer may be told of it. */
export interface CaseRead {
  readonly child: ChildCase;
  readonly mask: bigint;
}

/** The case of a child the viewer has a relationship to; null where there is none, or they have none. */
export const readCase = (
  pools: Pick<Pools, 'ingest'>,
  { viewer, childId: given, now }: CaseQuestion,
): Promise<CaseRead | null> =>
  inTransaction(
    pools.ingest,
    async (tx) => {
      if (!viewer) return null;
      const childId = await findSurvivor(tx, given);
      const mask = await findChildMask(tx, viewer, childId, now);
      const [child] = mask === null ? [] : await loadCases(tx, [childId]);
      return child && mask !== null ? { child, mask } : null;
    },
    'repeatable read',
  );
