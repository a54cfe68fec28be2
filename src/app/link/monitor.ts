import { groupBy } from '../../domain/group-by.ts';
import { nhsOf } from '../../domain/link/birth-evidence.ts';
import { compareBorn } from '../../domain/link/compare-facts.ts';
import type { Thresholds } from '../../domain/link/decide.ts';
import { loadFrozenModel } from '../../domain/link/link-model.ts';
import { childShape } from '../../domain/link/link-record.ts';
import { firstSnapshot, registersAmong } from '../../domain/link/link-snapshot.ts';
import { limits } from '../../domain/matching.ts';
import { findNewestSnapshot, loadSnapshot } from '../../store/link-snapshots.ts';
import {
  countOverflow,
  countUnlinks,
  type Impossible,
  listAutomaticLinks,
  listCountedReviews,
  listEthnicGroups,
  listImpossible,
  listLargeChildren,
} from '../../store/monitor-linkage.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { standardOf } from '../identify/create-standards.ts';
import type { Standard } from '../identify/judge-surroundings.ts';
import { linkBatch } from './link-batch.ts';
import { type ControlFigures, checkControls, type Incident } from './monitor-controls.ts';
import { compareHidden, type Hidden, hideNumbers } from './monitor-hidden.ts';
import { type HeldRecord, loadHeldRecords } from './monitor-records.ts';
import { type ReviewFigures, reviewFigures } from './monitor-reviews.ts';

/** How well the hub knows who is whom, as far as that can be told without anybody having said it. */
export interface LinkMonitor {
  readonly records: number;
  readonly children: number;
  readonly hidden: Hidden;
  readonly controls: readonly ControlFigures[];
  readonly incidents: readonly Incident[];
  readonly impossible: readonly Impossible[];
  readonly overflow: Awaited<ReturnType<typeof countOverflow>>;
  readonly largeChildren: Awaited<ReturnType<typeof listLargeChildren>>;
  readonly reviews: ReviewFigures & { readonly unlinked: number };
  /** What somebody must look at now; none where all is well. */
  readonly alarms: readonly string[];
}

export interface MonitorDeps {
  readonly pools: Pick<Pools, 'ingest'>;
  /** From which weights on the hub links and asks. */
  readonly thresholds: Thresholds;
  readonly onProgress: (line: string) => void;
}

/** What the hub decides by now; a hub that has decided nothing yet goes by the first numbers. */
const standardNow = async (tx: Transaction, thresholds: Thresholds): Promise<Standard> => {
  const newest = await findNewestSnapshot(tx);
  if (newest === undefined) return standardOf('', firstSnapshot(loadFrozenModel().version), thresholds);
  return standardOf(newest.id, await loadSnapshot(tx, newest.id), thresholds);
};

const relinkHidden = (
  { scorer, snapshot, thresholds }: Standard,
  held: readonly HeldRecord[],
  onProgress: MonitorDeps['onProgress'],
): ((id: string) => string) => {
  const records = held.map(({ record }) => hideNumbers(record));
  const { clusters } = linkBatch({
    ...{ records, shape: childShape, model: scorer.model, scorer, thresholds, isOfChildren: true, onProgress },
    registers: registersAmong(snapshot, new Set(records.map(({ source }) => source))),
    mayPair: () => true,
  });
  return clusters.clusterOf;
};

const hasTwoNumbers = (records: readonly HeldRecord[]): boolean =>
  new Set(records.flatMap(({ record }) => nhsOf(record, childShape) ?? [])).size > 1;

const hasTwoBirths = (records: readonly HeldRecord[]): boolean =>
  records.some(({ record: one }, at) =>
    records.slice(at + 1).some(({ record: other }) => {
      const level = compareBorn(one, other);
      return level === 'DIFFERENT' || level === 'SAME_YEAR';
    }),
  );

/** Children whose records contradict one another. */
const contradictory = (byChild: ReadonlyMap<string, readonly HeldRecord[]>): readonly Impossible[] =>
  [...byChild].flatMap(([childId, records]): readonly Impossible[] => [
    ...(hasTwoNumbers(records) ? [{ childId, scenario: 'TWO_NHS_NUMBERS' }] : []),
    ...(hasTwoBirths(records) ? [{ childId, scenario: 'TWO_BIRTHS' }] : []),
  ]);

const alarmsOf = ({ incidents, impossible, largeChildren }: Omit<LinkMonitor, 'alarms'>): readonly string[] => {
  const twoNumbers = impossible.filter(({ scenario }) => scenario === 'TWO_NHS_NUMBERS').length;
  return [
    ...(incidents.length > 0 ? [`pairs known to be two children that are linked: ${incidents.length}`] : []),
    ...(twoNumbers > 0 ? [`children with two current NHS numbers: ${twoNumbers}`] : []),
    ...(largeChildren.length > 0
      ? [`children of ${limits.alarmingSize} source persons or more: ${largeChildren.length}`]
      : []),
  ];
};

const look = async (
  tx: Transaction,
  { thresholds, onProgress }: Pick<MonitorDeps, 'thresholds' | 'onProgress'>,
): Promise<Omit<LinkMonitor, 'alarms'>> => {
  const held = await loadHeldRecords(tx, onProgress);
  onProgress(`${held.length} records, linked anew without their numbers`);
  const hiddenClusterOf = relinkHidden(await standardNow(tx, thresholds), held, onProgress);
  const groups = new Map((await listEthnicGroups(tx)).map(({ childId, group }) => [childId, group]));
  const groupOfRecord = new Map(held.map(({ record, childId }) => [record.id, groups.get(childId)]));
  const byChild = groupBy(held, ({ childId }) => childId);
  const { figures, incidents } = checkControls({ held, links: await listAutomaticLinks(tx), hiddenClusterOf });
  return {
    ...{ records: held.length, children: byChild.size, controls: figures, incidents },
    hidden: compareHidden(
      held.map(({ record }) => record),
      hiddenClusterOf,
      ({ id }) => groupOfRecord.get(id) ?? 'not recorded',
    ),
    impossible: [...contradictory(byChild), ...(await listImpossible(tx))],
    overflow: await countOverflow(tx, limits.blockSize),
    largeChildren: await listLargeChildren(tx, limits.alarmingSize),
    reviews: { ...reviewFigures(await listCountedReviews(tx)), unlinked: await countUnlinks(tx) },
  };
};

/** Looks at how well the hub knows who is whom, at one moment; it changes nothing. */
export const monitorLinks = async ({ pools, ...how }: MonitorDeps): Promise<LinkMonitor> => {
  const found = await inTransaction(pools.ingest, (tx) => look(tx, how), 'repeatable read');
  return { ...found, alarms: alarmsOf(found) };
};
