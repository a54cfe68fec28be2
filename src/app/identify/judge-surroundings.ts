import { gatherBirths } from '../../domain/link/birth-evidence.ts';
import { type Clusters, clusterRecords, type IdPair } from '../../domain/link/cluster.ts';
import { type Decision, decidePair, isNoted, type Linkage, type Thresholds } from '../../domain/link/decide.ts';
import { childShape, type LinkRecord } from '../../domain/link/link-record.ts';
import { type LinkSnapshot, registersAmong } from '../../domain/link/link-snapshot.ts';
import { applyMargin } from '../../domain/link/margin.ts';
import type { Scorer } from '../../domain/link/score.ts';
import type { StoredConstraint, StoredEdge } from '../../store/link-surroundings.ts';

/** What is decided by: the same for one source person and for all at once. */
export interface Standard {
  readonly snapshotId: string;
  readonly snapshot: LinkSnapshot;
  readonly scorer: Scorer;
  readonly thresholds: Thresholds;
}

/** Source persons and what binds them. */
export interface Surroundings {
  /** By source person: the found, and their households. */
  readonly records: ReadonlyMap<string, LinkRecord>;
  readonly found: ReadonlySet<string>;
  /** Pairs that share a key, of which one is new or changed. */
  readonly candidates: readonly IdPair[];
  readonly touched: ReadonlySet<string>;
  readonly edges: readonly Pick<StoredEdge, 'a' | 'b'>[];
  readonly constraints: readonly StoredConstraint[];
}

/** What was decided of them. */
export interface Judged {
  readonly linkage: Linkage;
  readonly decisions: readonly Decision[];
  readonly clusters: Clusters;
  /** The source person a record is of. */
  readonly subjectOf: (record: Pick<LinkRecord, 'id'>) => string;
  /** Source persons of one child each, those of one cluster together. */
  readonly groups: readonly (readonly string[])[];
}

const pairKey = (one: string, other: string): string => (one < other ? `${one}|${other}` : `${other}|${one}`);

/** Pairs to be decided: those newly found, and those that were decided of two who did not change themselves. */
const pairsOf = ({
  records,
  candidates,
  touched,
  edges,
}: Surroundings): readonly (readonly [LinkRecord, LinkRecord])[] => {
  const known = edges.filter(({ a, b }) => !touched.has(a) && !touched.has(b)).map(({ a, b }): IdPair => [a, b]);
  const seen = new Set<string>();
  return [...candidates, ...known].flatMap(([one, other]) => {
    const [a, b] = [records.get(one), records.get(other)];
    const key = pairKey(one, other);
    if (a === undefined || b === undefined || seen.has(key)) return [];
    seen.add(key);
    return [[a, b] as const];
  });
};

const pairsOfKind = (
  { records, constraints }: Surroundings,
  holds: (kind: StoredConstraint['kind']) => boolean,
): readonly IdPair[] =>
  constraints.flatMap(({ a, b, kind }): readonly IdPair[] => {
    const [one, other] = [records.get(a), records.get(b)];
    return one && other && holds(kind) ? [[one.id, other.id]] : [];
  });

/** Makes the linkage of these records, by the frozen numbers and by what tells their households apart. */
export const linkageFor = (
  { scorer, snapshot, thresholds }: Standard,
  records: readonly LinkRecord[],
  heldApart: readonly IdPair[],
): Linkage => {
  const registers = registersAmong(snapshot, new Set(records.map(({ source }) => source)));
  const apart = new Set(heldApart.map(([one, other]) => pairKey(one, other)));
  return {
    ...{ scorer, thresholds },
    surroundings: {
      shape: childShape,
      births: gatherBirths(records, { shape: childShape, registers }),
      areHeldApart: (a, b) => apart.size > 0 && apart.has(pairKey(a.id, b.id)),
    },
  };
};

/** Decides every pair, the margin and the clusters; the order of anything is nothing. */
export const judgeSurroundings = (standard: Standard, around: Surroundings): Judged => {
  const heldApart = pairsOfKind(around, (kind) => kind !== 'SAME');
  const confirmed = pairsOfKind(around, (kind) => kind === 'SAME');
  const linkage = linkageFor(standard, [...around.records.values()], heldApart);
  const alone = pairsOf(around).map(([a, b]) => decidePair(linkage, a, b));
  const decisions = applyMargin(alone.filter(isNoted), childShape);
  const subjects = new Map([...around.records].map(([subjectId, { id }]) => [id, subjectId]));
  const records = [...around.records].filter(([subjectId]) => around.found.has(subjectId)).map(([, record]) => record);
  const clusters = clusterRecords({ records, shape: childShape, decisions, heldApart, confirmed });
  const byCluster = new Map<string, string[]>();
  const subjectOf = ({ id }: Pick<LinkRecord, 'id'>) => subjects.get(id) ?? '';
  for (const record of records) {
    const name = clusters.clusterOf(record.id);
    byCluster.set(name, [...(byCluster.get(name) ?? []), subjectOf(record)]);
  }
  return { linkage, decisions, clusters, subjectOf, groups: [...byCluster.values()] };
};
