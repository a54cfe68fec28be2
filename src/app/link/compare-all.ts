import type { IdPair } from '../../domain/link/cluster.ts';
import { childShape, type LinkRecord } from '../../domain/link/link-record.ts';
import { registersAmong } from '../../domain/link/link-snapshot.ts';
import { loadConstraints, loadEdges, loadMemberships } from '../../store/link-everything.ts';
import type { StoredConstraint } from '../../store/link-surroundings.ts';
import type { Transaction } from '../../store/transaction.ts';
import { edgeDifferences } from '../identify/edge-changes.ts';
import type { Judged, Standard } from '../identify/judge-surroundings.ts';
import { linkBatch } from './link-batch.ts';

type Say = (line: string) => void;

const pairsOfKind = (
  constraints: readonly StoredConstraint[],
  idOf: (subjectId: string) => string | undefined,
  isWanted: (kind: StoredConstraint['kind']) => boolean,
): readonly IdPair[] =>
  constraints.flatMap(({ a, b, kind }): readonly IdPair[] => {
    const [one, other] = [idOf(a), idOf(b)];
    return one !== undefined && other !== undefined && isWanted(kind) ? [[one, other]] : [];
  });

const groupsOf = (
  records: ReadonlyMap<string, LinkRecord>,
  clusterOf: (id: string) => string,
): readonly (readonly string[])[] => {
  const groups = new Map<string, string[]>();
  for (const [subjectId, { id }] of records) {
    const name = clusterOf(id);
    const group = groups.get(name);
    if (group) group.push(subjectId);
    else groups.set(name, [subjectId]);
  }
  return [...groups.values()];
};

interface Decided {
  readonly judged: Judged;
  readonly pairs: number;
  readonly skippedBlocks: number;
  readonly alarming: readonly number[];
}

const decideAll = (
  records: ReadonlyMap<string, LinkRecord>,
  constraints: readonly StoredConstraint[],
  { snapshot, scorer, thresholds }: Standard,
  onProgress: Say,
): Decided => {
  const idOf = (subjectId: string) => records.get(subjectId)?.id;
  const list = [...records.values()];
  const batch = linkBatch({
    ...{ records: list, shape: childShape, model: scorer.model, scorer, thresholds, isOfChildren: true, onProgress },
    mayPair: () => true,
    registers: registersAmong(snapshot, new Set(list.map(({ source }) => source))),
    heldApart: pairsOfKind(constraints, idOf, (kind) => kind !== 'SAME'),
    confirmed: pairsOfKind(constraints, idOf, (kind) => kind === 'SAME'),
  });
  const subjects = new Map([...records].map(([subjectId, { id }]) => [id, subjectId]));
  const { decisions, clusters, linkage } = batch;
  const groups = groupsOf(records, clusters.clusterOf);
  const sizes = new Map(groups.map((group) => [clusters.clusterOf(idOf(group[0] ?? '') ?? ''), group.length]));
  return {
    judged: { decisions, clusters, linkage, groups, subjectOf: ({ id }) => subjects.get(id) ?? '' },
    pairs: batch.pairs.firsts.length,
    skippedBlocks: batch.pairs.skippedBlocks,
    alarming: clusters.alarming.map((name) => sizes.get(name) ?? 0),
  };
};

/** Source persons of groups that are not one child, or whose child another group shares. */
const misplaced = (groups: Judged['groups'], childOf: ReadonlyMap<string, string>): readonly string[] => {
  const groupsIn = new Map<string, number>();
  const childrenOf = groups.map((group) => new Set(group.flatMap((subject) => childOf.get(subject) ?? [])));
  for (const children of childrenOf) for (const child of children) groupsIn.set(child, (groupsIn.get(child) ?? 0) + 1);
  return groups.flatMap((group, at) => {
    const children = [...(childrenOf[at] ?? [])];
    const isOne = children.length === 1 && children.every((child) => groupsIn.get(child) === 1);
    return isOne ? [] : group;
  });
};

/** Where what is stored is not what is decided of all at once. */
export interface Compared {
  readonly decided: Decided;
  readonly edgesChanged: number;
  /** Source persons to be placed anew, those of one cluster one after the other. */
  readonly toPlace: readonly string[];
}

/** Decides everything at once and compares it with what is stored. */
export const compareAll = async (
  tx: Transaction,
  records: ReadonlyMap<string, LinkRecord>,
  standard: Standard,
  onProgress: Say,
): Promise<Compared> => {
  const decided = decideAll(records, await loadConstraints(tx), standard, onProgress);
  const { ended, changed } = edgeDifferences(decided.judged, await loadEdges(tx));
  const childOf = new Map((await loadMemberships(tx)).map(({ subjectId, childId }) => [subjectId, childId]));
  const concerned = new Set([
    ...[...ended, ...changed.map(({ edge }) => edge)].flatMap(({ a, b }) => [a, b]),
    ...misplaced(decided.judged.groups, childOf),
  ]);
  const inOrder = decided.judged.groups.flat().filter((subject) => concerned.has(subject));
  return { decided, edgesChanged: ended.length + changed.length, toPlace: [...new Set([...inOrder, ...concerned])] };
};
