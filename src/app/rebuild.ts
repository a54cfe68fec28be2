import { loadHistories } from '../store/child-facts.ts';
import {
  diffFactChildren,
  diffMemberships,
  diffSums,
  listChildIds,
  listMoved,
  renameFacts,
  renewSums,
} from '../store/consistency.ts';
import { diffRequests, replaceRequests } from '../store/enrichment-requests.ts';
import { takeLane } from '../store/lane.ts';
import type { Membership } from '../store/links.ts';
import type { Pools } from '../store/pools.ts';
import { assessments, childViews, diffReach, episodes, replaceReach } from '../store/projections.ts';
import { inTransaction, type Transaction } from '../store/transaction.ts';
import { type Difference, diffVersions, replaceVersions } from '../store/versions.ts';
import type { ProjectDeps } from './project.ts';
import { type Replay, replayChildren } from './replay-children.ts';

export interface RebuildDeps extends ProjectDeps {
  readonly pools: Pick<Pools, 'ingest'>;
}

export interface RebuildRequest {
  /** Only compare; change nothing. */
  readonly verify: boolean;
  readonly onProgress?: (progress: { readonly children: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

/** A stored row that is not what its truth gives. */
export interface RebuildDifference {
  readonly child: string;
  readonly table: string;
  readonly what: string;
}

export interface RebuildReport {
  readonly children: number;
  readonly differences: readonly RebuildDifference[];
}

const CHILDREN_AT_ONCE = 250;

/** Children in groups that never shared a source person with another group. */
const groupsOf = (childIds: readonly string[], moved: readonly Membership[]): readonly (readonly string[])[] => {
  const groups = new Map(childIds.map((id) => [id, [id]]));
  const homeOf = new Map<string, string>();
  for (const { subjectId, childId } of moved) {
    const home = groups.get(homeOf.get(subjectId) ?? childId) ?? [];
    const own = groups.get(childId) ?? [];
    homeOf.set(subjectId, childId);
    if (home === own) continue;
    home.push(...own);
    for (const id of own) groups.set(id, home);
  }
  return [...new Set(groups.values())];
};

const inChunks = (groups: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const chunks: string[][] = [];
  for (const group of groups) {
    const last = chunks.at(-1);
    if (last && last.length + group.length <= CHILDREN_AT_ONCE) last.push(...group);
    else chunks.push([...group]);
  }
  return chunks;
};

const replay = async ({ projector }: ProjectDeps, tx: Transaction, childIds: readonly string[]): Promise<Replay> =>
  replayChildren(await loadHistories(tx, childIds), projector);

const compare = async (
  tx: Transaction,
  childIds: readonly string[],
  expected: Replay,
): Promise<readonly Difference[]> => {
  const reach = await diffReach(tx, childIds, expected.reach);
  return [
    ...(await diffVersions(tx, childViews, childIds, expected.views)),
    ...(await diffVersions(tx, episodes, childIds, expected.episodes)),
    ...(await diffVersions(tx, assessments, childIds, expected.assessments)),
    ...reach.map((owner) => ({ owner, table: 'reach', what: 'the relationships differ' })),
    ...(await diffRequests(tx, childIds, expected.requests)),
    ...(await diffFactChildren(tx, childIds)),
  ];
};

const rewrite = async (tx: Transaction, childIds: readonly string[], expected: Replay): Promise<void> => {
  await replaceVersions(tx, childViews, childIds, expected.views);
  await replaceVersions(tx, episodes, childIds, expected.episodes);
  await replaceVersions(tx, assessments, childIds, expected.assessments);
  await replaceReach(tx, childIds, expected.reach);
  await replaceRequests(tx, childIds, expected.requests);
  await renameFacts(tx, childIds);
};

/** Derives the children anew at every known time, in the caller's transaction, as if what is gone had never been. */
export const deriveAnew = async (deps: ProjectDeps, tx: Transaction, childIds: readonly string[]): Promise<void> =>
  rewrite(tx, childIds, await replay(deps, tx, childIds));

const verifyChunk = (deps: RebuildDeps, childIds: readonly string[]): Promise<readonly Difference[]> =>
  inTransaction(
    deps.pools.ingest,
    async (tx) => compare(tx, childIds, await replay(deps, tx, childIds)),
    'repeatable read',
  );

const rebuildChunk = (deps: RebuildDeps, childIds: readonly string[]): Promise<readonly Difference[]> =>
  inTransaction(deps.pools.ingest, async (tx) => {
    await takeLane(tx, '-infinity');
    const expected = await replay(deps, tx, childIds);
    const differences = await compare(tx, childIds, expected);
    if (differences.length > 0) await rewrite(tx, childIds, expected);
    return differences;
  });

/** Every child, in chunks such that children who ever shared a source person are in one. */
export const childChunks = async (tx: Transaction): Promise<readonly (readonly string[])[]> =>
  inChunks(groupsOf(await listChildIds(tx), await listMoved(tx)));

/** The sums follow what they are of: looked at last. */
const checkSums = ({ pools }: RebuildDeps, verify: boolean): Promise<readonly Difference[]> =>
  inTransaction(pools.ingest, async (tx) => {
    if (!verify) await takeLane(tx, '-infinity');
    const differences = await diffSums(tx);
    if (!verify && differences.length > 0) await renewSums(tx);
    return differences;
  });

const plan = (deps: RebuildDeps): Promise<{ chunks: readonly (readonly string[])[]; links: readonly Difference[] }> =>
  inTransaction(
    deps.pools.ingest,
    async (tx) => ({
      chunks: await childChunks(tx),
      links: await diffMemberships(tx),
    }),
    'repeatable read',
  );

/**
 * Derives everything again from facts and links, at every known time there ever was, and reports where the stored
 * projections differ; unless `verify`, it then puts them right.
 */
export const rebuild = async (
  deps: RebuildDeps,
  { verify, onProgress, signal }: RebuildRequest,
): Promise<RebuildReport> => {
  const { chunks, links } = await plan(deps);
  const of = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const differences: Difference[] = [...links];
  let children = 0;
  for (const chunk of chunks) {
    signal?.throwIfAborted();
    differences.push(...(await (verify ? verifyChunk : rebuildChunk)(deps, chunk)));
    children += chunk.length;
    onProgress?.({ children, of });
  }
  differences.push(...(await checkSums(deps, verify)));
  return { children, differences: differences.map(({ owner, table, what }) => ({ child: owner, table, what })) };
};
