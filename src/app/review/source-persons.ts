import type { Viewer } from '../../domain/viewer.ts';
import { findSurvivor } from '../../store/access-grants.ts';
import { findChildMask } from '../../store/child-mask.ts';
import type { Pools } from '../../store/pools.ts';
import { findComparedMembers } from '../../store/review-evidence.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction } from '../../store/transaction.ts';
import { reviewer } from './checks.ts';
import { type ShownRecord, saidOf, shownRecord } from './shown-record.ts';

/** The source persons a child is made of, for one viewer. */
export interface ShownSources {
  readonly childId: string;
  readonly mask: bigint;
  readonly records: readonly ShownRecord[];
}

export interface ListSourcesInput {
  readonly viewer: Viewer | null;
  readonly childId: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Which source persons a child is made of; null where there is no such child, or none the viewer has a relationship to.
 * @throws NotPermitted
 */
export type ListSources = (input: ListSourcesInput) => Promise<ShownSources | null>;

/** The use case, given what it needs. */
export const listSources =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ListSources =>
  async ({ viewer: asking, childId: asked, now }) => {
    const viewer = reviewer(asking);
    return inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      const childId = await findSurvivor(tx, asked);
      const mask = await findChildMask(tx, viewer, childId, now);
      if (mask === null) return null;
      const members = await findComparedMembers(tx, [childId]);
      const said = await saidOf(tx, members);
      const records = members.map((member) =>
        shownRecord(member, said.get(member.subjectId) ?? [], { mask, isCompared: false }),
      );
      return { childId, mask, records };
    });
  };
