import type { LinkRecord } from '../../domain/link/link-record.ts';
import type { Batch } from './link-batch.ts';
import { figures, type PairFigures, ratio } from './pair-figures.ts';

/** What an evaluation says. */
export interface Measures {
  readonly pairs: PairFigures;
  /** At the threshold that would have been best, known only afterwards. */
  readonly best: PairFigures;
  readonly clusters: {
    readonly precision: number;
    readonly recall: number;
    /** Clusters that hold records of more than one person. */
    readonly wrongClusters: number;
    /** Of 100,000 persons. */
    readonly wrongPer100k: number;
    /** Persons whose records lie in more than one cluster. */
    readonly splits: number;
  };
  readonly review: {
    /** Tasks for a person: two clusters and the strongest pair between them. */
    readonly pairs: number;
    readonly shareOfRecords: number;
    readonly precision: number;
  };
  /** Share of pairs of one person that are in one cluster, or would be once every review was decided. */
  readonly linkedOrReviewRecall: number;
}

/** What is measured, and by what. */
export interface MeasureInput {
  readonly batch: Batch;
  readonly entityOf: (record: LinkRecord) => string;
  /** In linking two tables only pairs across count: which of the two a record is of, or the same for all. */
  readonly sideOf: ((record: LinkRecord) => 0 | 1) | null;
  readonly threshold: number;
}

/** Counts of records by side. */
type Sides = [number, number];

const countBy = (input: MeasureInput, keyOf: (record: LinkRecord) => string): ReadonlyMap<string, Sides> => {
  const counts = new Map<string, Sides>();
  for (const record of input.batch.records) {
    const sides = counts.get(keyOf(record)) ?? [0, 0];
    sides[input.sideOf?.(record) ?? 0] += 1;
    counts.set(keyOf(record), sides);
  }
  return counts;
};

const pairsAmong = (input: MeasureInput, [left, right]: Sides): number =>
  input.sideOf === null ? (left * (left - 1)) / 2 : left * right;

const pairsBetween = (input: MeasureInput, one: Sides, other: Sides): number =>
  input.sideOf === null ? one[0] * other[0] : one[0] * other[1] + one[1] * other[0];

const totalPairs = (input: MeasureInput, counts: Iterable<Sides>): number => {
  let total = 0;
  for (const sides of counts) total += pairsAmong(input, sides);
  return total;
};

interface Ranked {
  readonly weight: number;
  readonly isTrue: boolean;
}

/** Pairs the engine would link if their weight sufficed, strongest first. */
const rankedPairs = ({ batch, entityOf }: MeasureInput): readonly Ranked[] => {
  if (batch.linkage.surroundings !== null) {
    const linked = batch.decisions.filter(
      ({ zone, rule, guards }) => zone === 'AUTO' || (zone === 'REVIEW' && rule === 'WEIGHT' && guards.length === 0),
    );
    return linked
      .map(({ a, b, weight }) => ({ weight, isTrue: entityOf(a) === entityOf(b) }))
      .sort((a, b) => b.weight - a.weight);
  }
  const { firsts, seconds } = batch.pairs;
  const ranked = Array.from(batch.weights, (weight, at) => {
    const [a, b] = [batch.records[firsts[at] ?? 0], batch.records[seconds[at] ?? 0]];
    return { weight, isTrue: a !== undefined && b !== undefined && entityOf(a) === entityOf(b) };
  });
  return ranked.sort((a, b) => b.weight - a.weight);
};

const bestOf = (ranked: readonly Ranked[], all: number): PairFigures => {
  let best = figures(Number.MAX_VALUE, 0, 0, all);
  let right = 0;
  ranked.forEach(({ weight, isTrue }, at) => {
    right += Number(isTrue);
    // Pairs of one weight stand or fall together.
    if (ranked[at + 1]?.weight === weight) return;
    const now = figures(weight, right, at + 1 - right, all);
    if (now.f1 > best.f1) best = now;
  });
  return best;
};

const atThreshold = (
  { batch, entityOf, threshold }: MeasureInput,
  ranked: readonly Ranked[],
  all: number,
): PairFigures => {
  const linked =
    batch.linkage.surroundings === null
      ? ranked.filter(({ weight }) => weight >= threshold)
      : batch.decisions
          .filter(({ zone }) => zone === 'AUTO')
          .map(({ a, b }) => ({ isTrue: entityOf(a) === entityOf(b) }));
  const right = linked.filter(({ isTrue }) => isTrue).length;
  return figures(threshold, right, linked.length - right, all);
};

const between = (one: string, other: string): string => (one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`);

interface Task {
  readonly one: string;
  readonly other: string;
  readonly weight: number;
  readonly isTrue: boolean;
}

/** Tasks of the review queue: the strongest pair between each two clusters. */
const tasksOf = ({ batch, entityOf }: MeasureInput): readonly Task[] => {
  const { clusters, decisions } = batch;
  const tasks = new Map<string, Task>();
  const reviewed = [...decisions.filter(({ zone }) => zone === 'REVIEW'), ...clusters.conflicts];
  for (const { a, b, weight } of reviewed) {
    const [one, other] = [clusters.clusterOf(a.id), clusters.clusterOf(b.id)];
    const known = tasks.get(between(one, other));
    if (one === other || (known !== undefined && known.weight >= weight)) continue;
    tasks.set(between(one, other), { one, other, weight, isTrue: entityOf(a) === entityOf(b) });
  }
  return [...tasks.values()];
};

type ByCluster = ReadonlyMap<string, ReadonlyMap<string, Sides>>;

const peopleByCluster = (input: MeasureInput): ByCluster => {
  const found = new Map<string, Map<string, Sides>>();
  for (const record of input.batch.records) {
    const cluster = input.batch.clusters.clusterOf(record.id);
    const people = found.get(cluster) ?? new Map<string, Sides>();
    const sides = people.get(input.entityOf(record)) ?? [0, 0];
    sides[input.sideOf?.(record) ?? 0] += 1;
    people.set(input.entityOf(record), sides);
    found.set(cluster, people);
  }
  return found;
};

const gainOf = (input: MeasureInput, byCluster: ByCluster, { one, other }: Task): number => {
  let gain = 0;
  for (const [person, sides] of byCluster.get(one) ?? []) {
    const there = byCluster.get(other)?.get(person);
    if (there) gain += pairsBetween(input, sides, there);
  }
  return gain;
};

const countSplits = (byCluster: ByCluster): number => {
  const clustersOf = new Map<string, number>();
  for (const people of byCluster.values())
    for (const person of people.keys()) clustersOf.set(person, (clustersOf.get(person) ?? 0) + 1);
  return [...clustersOf.values()].filter((count) => count > 1).length;
};

/** Measures a batch against who is who. */
export const measure = (input: MeasureInput): Measures => {
  const entities = countBy(input, input.entityOf);
  const all = totalPairs(input, entities.values());
  const ranked = rankedPairs(input);
  const byCluster = peopleByCluster(input);
  const joined = totalPairs(input, countBy(input, ({ id }) => input.batch.clusters.clusterOf(id)).values());
  const right = [...byCluster.values()].reduce((sum, people) => sum + totalPairs(input, people.values()), 0);
  const wrongClusters = [...byCluster.values()].filter(({ size }) => size > 1).length;
  const tasks = tasksOf(input);
  const gained = tasks.reduce((sum, task) => sum + gainOf(input, byCluster, task), 0);
  return {
    pairs: atThreshold(input, ranked, all),
    best: bestOf(ranked, all),
    clusters: {
      precision: ratio(right, joined),
      recall: ratio(right, all),
      wrongClusters,
      wrongPer100k: ratio(wrongClusters * 100_000, entities.size),
      splits: countSplits(byCluster),
    },
    review: {
      pairs: tasks.length,
      shareOfRecords: ratio(tasks.length, input.batch.records.length),
      precision: ratio(tasks.filter(({ isTrue }) => isTrue).length, tasks.length),
    },
    linkedOrReviewRecall: ratio(right + gained, all),
  };
};
