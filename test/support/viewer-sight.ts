import { z } from 'zod';
import { compileMasks, conditionMask, type Masks, withOwn } from '../../src/domain/mask.ts';
import { conditionBits, restrictionBits } from '../../src/domain/projection.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { bitFor } from '../../src/plan/guard.ts';
import { type PlanTable, type TableName, tables } from '../../src/plan/tables.ts';
import type { StoredRow, StoredRows } from './world-rows.ts';

/** What one viewer may see of a world, worked out from the policy and the rows without any SQL. */
export interface ViewerSight {
  readonly viewer: Viewer;
  /** Whether a row of `reach` gives the viewer anything now. */
  counts(reach: StoredRow): boolean;
  /** Everything the mask of a child may come to, at present or as known before; null where it is out of reach. */
  childMask(child: string): bigint | null;
  /** The same of one row; null where the viewer may not even know of it. */
  rowMask(name: TableName, row: StoredRow): bigint | null;
}

const reachRow = z.object({
  organisation: z.string(),
  person: z.string(),
  child_id: z.string(),
  bits: z.int(),
  until: z.string(),
});
const viewRow = z.object({ child_id: z.string(), flags: z.int(), known_to: z.string() });

const isAfter = (until: string, now: string): boolean => until === 'infinity' || Date.parse(until) > Date.parse(now);

/** Restrictions of a past version that count beside those of now. */
const restrictedThen = conditionBits.ADDRESS_PROTECTED | conditionBits.ASKED_NOT_TO_SHARE;

/** Masks of a child under its present flags, and under the restrictions of each of its versions. */
const masksOf = ({ table }: Masks, bits: number, views: readonly z.infer<typeof viewRow>[]): bigint => {
  const present = views.find(({ known_to }) => known_to === 'infinity')?.flags ?? 0;
  return views
    .map(({ flags }) => table[(bits | present | (flags & restrictedThen)) & conditionMask] ?? 0n)
    .reduce((all, mask) => all | mask, 0n);
};

const childMasks = (world: StoredRows, counts: ViewerSight['counts'], masks: Masks): ReadonlyMap<string, bigint> => {
  const bits = new Map<string, number>();
  for (const row of world.get('reach') ?? []) {
    const { child_id, bits: own } = reachRow.parse(row);
    if (counts(row)) bits.set(child_id, (bits.get(child_id) ?? 0) | own);
  }
  const views = (world.get('child_view') ?? []).map((row) => viewRow.parse(row));
  return new Map(
    [...bits]
      .filter(([, own]) => (own & restrictionBits.BLOCKED) === 0)
      .map(([child, own]) => {
        const versions = views.filter(({ child_id }) => child_id === child);
        return [child, masksOf(masks, own, versions)] as const;
      }),
  );
};

const owned = (table: PlanTable, row: StoredRow, viewer: Viewer, mask: bigint): bigint =>
  table.organisation !== null && row[table.organisation] === viewer.organisation ? withOwn(mask) : mask;

/** The sight of a viewer at an instant. */
export const sightOf = (world: StoredRows, viewer: Viewer, now: string): ViewerSight => {
  const masks = compileMasks(viewer.role, viewer.purpose);
  const counts = (row: StoredRow): boolean => {
    const { organisation, person, bits, until } = reachRow.parse(row);
    const isTheirs = organisation === viewer.organisation && (person === '' || person === viewer.person);
    return isTheirs && (bits & masks.accepts) !== 0 && isAfter(until, now);
  };
  const ofChildren = childMasks(world, counts, masks);
  const notifications = new Map((world.get('notification') ?? []).map((row) => [row['id'], row]));
  const maskBeside = (name: TableName, row: StoredRow): bigint | null => {
    const mask = ofChildren.get(String(row['child_id'])) ?? null;
    if (mask === null) return null;
    const table: PlanTable = tables[name];
    // A side table is seen as the record it stands beside is.
    const beside = table.node ? undefined : notifications.get(row['notification_id']);
    return beside ? owned(tables.Notification, beside, viewer, mask) : owned(table, row, viewer, mask);
  };
  return {
    viewer,
    counts,
    childMask: (child) => ofChildren.get(child) ?? null,
    rowMask: (name, row) => {
      const mask = maskBeside(name, row);
      const bit = bitFor(tables[name].shownBy);
      return mask === null || (bit !== null && (mask & bit) === 0n) ? null : mask;
    },
  };
};
