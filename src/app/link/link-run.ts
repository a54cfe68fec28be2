import { loadFrozenModel } from '../../domain/link/link-model.ts';
import { childShape } from '../../domain/link/link-record.ts';
import { type LinkSnapshot, takeSnapshot } from '../../domain/link/link-snapshot.ts';
import { takeLane } from '../../store/lane.ts';
import { insertSnapshot } from '../../store/link-snapshots.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction } from '../../store/transaction.ts';
import { createStandards, standardOf } from '../identify/create-standards.ts';
import type { Identifying } from '../identify/identify.ts';
import type { Standard } from '../identify/judge-surroundings.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { placeAndProject } from '../ingest/store-wave.ts';
import { compareAll } from './compare-all.ts';
import { type ReadRecords, readAll, renewKeys } from './renew-keys.ts';

export interface LinkRunDeps extends IngestDeps {
  readonly pools: Pick<Pools, 'ingest'>;
  readonly identifying: Identifying;
}

export interface LinkRunRequest {
  /** Only say what would change. */
  readonly dryRun: boolean;
  /** Count names, households and registers of what is held now, and decide by these numbers from now on. */
  readonly refresh: boolean;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** What linking everything came to. */
export interface LinkRunReport {
  readonly records: number;
  readonly pairs: number;
  readonly skippedBlocks: number;
  readonly clusters: number;
  /** Clusters of alarming size, by how many source persons they have. */
  readonly alarming: readonly number[];
  /** Source persons whose keys were not those of what is stated of them. */
  readonly keysRenewed: number;
  /** Links that are new, other than stored, or gone. */
  readonly edgesChanged: number;
  /** Source persons whose links or child were not as decided. */
  readonly placedAnew: number;
  readonly model: string;
}

const AT_ONCE = 200;

const placeAll = async (deps: LinkRunDeps, toPlace: readonly string[], request: LinkRunRequest): Promise<void> => {
  for (let at = 0; at < toPlace.length; at += AT_ONCE) {
    request.signal?.throwIfAborted();
    const unplaced = toPlace.slice(at, at + AT_ONCE);
    await inTransaction(deps.pools.ingest, async (tx) => {
      const knownAt = await takeLane(tx, '-infinity');
      await placeAndProject(deps, tx, { subjects: [], unplaced, knownAt });
    });
    request.onProgress(`${Math.min(at + AT_ONCE, toPlace.length)} of ${toPlace.length} source persons placed`);
  }
};

const standardFor = async (
  { pools, identifying }: LinkRunDeps,
  { records }: ReadRecords,
  { dryRun, refresh }: LinkRunRequest,
): Promise<Standard> => {
  const { thresholds } = identifying;
  const taken = (): LinkSnapshot => {
    const inOrder = [...records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return takeSnapshot(loadFrozenModel().version, inOrder, childShape);
  };
  if (refresh && dryRun) return standardOf('', taken(), thresholds);
  return inTransaction(pools.ingest, async (tx) => {
    const knownAt = await takeLane(tx, '-infinity');
    if (!refresh) return createStandards(thresholds)(tx, knownAt);
    const snapshot = taken();
    return standardOf(await insertSnapshot(tx, snapshot, knownAt), snapshot, thresholds);
  });
};

/**
 * Links everything held at once, by the same numbers and rules as one record at a time, and puts right, a part at a time,
 * what is stored otherwise; ended early it is begun again and finds only what is left. What came in meanwhile is placed
 * as it came.
 */
export const linkRun = async (deps: LinkRunDeps, request: LinkRunRequest): Promise<LinkRunReport> => {
  const { onProgress, dryRun } = request;
  const read = await readAll(deps, request);
  onProgress(`${read.records.size} records read, ${read.stale.length} with keys to be renewed`);
  if (!dryRun) await renewKeys(deps, read.stale, request);
  const standard = await standardFor(deps, read, request);
  const { decided, edgesChanged, toPlace } = await inTransaction(
    deps.pools.ingest,
    (tx) => compareAll(tx, read.records, standard, onProgress),
    'repeatable read',
  );
  if (!dryRun) await placeAll(deps, toPlace, request);
  const { judged, pairs, skippedBlocks, alarming } = decided;
  return {
    ...{ records: read.records.size, pairs, skippedBlocks, clusters: judged.groups.length, alarming },
    ...{ keysRenewed: read.stale.length, edgesChanged, placedAnew: toPlace.length },
    model: judged.linkage.scorer.model.version,
  };
};
