import { gatherBirths } from '../../domain/link/birth-evidence.ts';
import { candidateKeys, generalKeys } from '../../domain/link/candidate-keys.ts';
import { type Clusters, clusterRecords, type IdPair } from '../../domain/link/cluster.ts';
import { type Decision, decidePair, isNoted, type Linkage, type Thresholds } from '../../domain/link/decide.ts';
import type { LinkModel } from '../../domain/link/link-model.ts';
import type { LinkRecord, LinkShape } from '../../domain/link/link-record.ts';
import { applyMargin } from '../../domain/link/margin.ts';
import { findRegisters } from '../../domain/link/registers.ts';
import { createScorer, probabilityOf, type Scorer, usualLambda } from '../../domain/link/score.ts';
import { type CandidatePairs, findCandidatePairs, findPairs } from './candidate-pairs.ts';
import { countValues } from './count-values.ts';

/** What a batch links. */
export interface BatchInput {
  /** In any order. */
  readonly records: readonly LinkRecord[];
  readonly shape: LinkShape;
  readonly model: LinkModel;
  readonly thresholds: Thresholds;
  /** Whether the guards for children apply; other records are told apart by weight alone. */
  readonly isOfChildren: boolean;
  readonly mayPair: (a: LinkRecord, b: LinkRecord) => boolean;
  /** Frozen numbers to decide by; counted among the records where there are none. */
  readonly scorer?: Scorer;
  /** Sources that hold each child once; told by the records where nobody says. */
  readonly registers?: ReadonlySet<string>;
  readonly heldApart?: readonly IdPair[];
  readonly confirmed?: readonly IdPair[];
  readonly onProgress: (line: string) => void;
}

/** What a batch came to. */
export interface Batch {
  /** By id, which is the order pairs name them in. */
  readonly records: readonly LinkRecord[];
  readonly pairs: CandidatePairs;
  /** Of each pair. */
  readonly weights: Float64Array;
  /** Decisions that are not plainly "two people": links, reviews, possible siblings, disputed numbers. */
  readonly decisions: readonly Decision[];
  readonly clusters: Clusters;
  readonly linkage: Linkage;
}

const byId = (a: LinkRecord, b: LinkRecord): number => (a.id < b.id ? -1 : 1);

const apartIn = (pairs: readonly IdPair[]): ((a: LinkRecord, b: LinkRecord) => boolean) => {
  const apart = new Set(pairs.flatMap(([one, other]) => [`${one}\u0000${other}`, `${other}\u0000${one}`]));
  return (a, b) => apart.size > 0 && apart.has(`${a.id}\u0000${b.id}`);
};

const eachPair = (
  records: readonly LinkRecord[],
  { firsts, seconds }: CandidatePairs,
  visit: (a: LinkRecord, b: LinkRecord, at: number) => void,
): void => {
  for (let at = 0; at < firsts.length; at += 1) {
    const [a, b] = [records[firsts[at] ?? 0], records[seconds[at] ?? 0]];
    if (a && b) visit(a, b, at);
  }
};

const LAMBDA_ROUNDS = 5;

/** Share of all pairs that are of one person, as the weights of the candidates say; they were weighed with `assumed`. */
const settledLambda = (weights: Float64Array, prior: number, records: number): number => {
  const all = (records * (records - 1)) / 2;
  let lambda = usualLambda(records);
  for (let round = 0; round < LAMBDA_ROUNDS; round += 1) {
    const shift = Math.log2(lambda / (1 - lambda)) - prior;
    let matches = 0;
    for (const weight of weights) matches += probabilityOf(weight + shift);
    lambda = Math.min(0.5, Math.max(matches, 1) / all);
  }
  return lambda;
};

const weighAll = (records: readonly LinkRecord[], pairs: CandidatePairs, scorer: Scorer): Float64Array => {
  const weights = new Float64Array(pairs.firsts.length);
  eachPair(records, pairs, (a, b, at) => {
    weights[at] = scorer.weigh(a, b);
  });
  return weights;
};

interface Decided {
  readonly weights: Float64Array;
  readonly decisions: readonly Decision[];
}

const decideAll = (records: readonly LinkRecord[], pairs: CandidatePairs, linkage: Linkage): Decided => {
  const weights = new Float64Array(pairs.firsts.length);
  const decisions: Decision[] = [];
  eachPair(records, pairs, (a, b, at) => {
    const decision = decidePair(linkage, a, b);
    weights[at] = decision.weight;
    if (isNoted(decision)) decisions.push(decision);
  });
  return { weights, decisions };
};

const scorerOf = (input: BatchInput, records: readonly LinkRecord[], pairs: CandidatePairs): Scorer => {
  if (input.scorer) return input.scorer;
  const { model, shape, isOfChildren } = input;
  const frequency = countValues(records, shape);
  const first = createScorer({ model, shape, frequency, lambda: usualLambda(records.length) });
  if (isOfChildren) return first;
  const weights = weighAll(records, pairs, first);
  return createScorer({ model, shape, frequency, lambda: settledLambda(weights, first.prior, records.length) });
};

const linkageOf = (input: BatchInput, records: readonly LinkRecord[], scorer: Scorer): Linkage => {
  const { shape, thresholds, isOfChildren, heldApart = [] } = input;
  const births = gatherBirths(records, { shape, registers: input.registers ?? findRegisters(records) });
  const surroundings = isOfChildren ? { shape, births, areHeldApart: apartIn(heldApart) } : null;
  return { scorer, thresholds, surroundings };
};

/** Links all records at once: candidates, one decision a pair, the margin, clusters. The order of records is nothing. */
export const linkBatch = (input: BatchInput): Batch => {
  const { shape, isOfChildren, mayPair, onProgress, heldApart = [], confirmed = [] } = input;
  const records = input.records.toSorted(byId);
  const keysOf = (record: LinkRecord) => (isOfChildren ? candidateKeys : generalKeys)(record, shape);
  const pairs = (isOfChildren ? findCandidatePairs : findPairs)({ records, keysOf, mayPair });
  onProgress(`${pairs.firsts.length} candidate pairs, ${pairs.skippedBlocks} keys too common to use`);
  const linkage = linkageOf(input, records, scorerOf(input, records, pairs));
  const { weights, decisions: alone } = decideAll(records, pairs, linkage);
  const decisions = isOfChildren ? applyMargin(alone, shape) : alone;
  onProgress(`${decisions.length} pairs linked, to be reviewed or noted`);
  const clusters = clusterRecords({ records, shape, decisions, heldApart, confirmed });
  onProgress(`clusters made, ${clusters.conflicts.length} links refused`);
  return { records, pairs, weights, decisions, clusters, linkage };
};
