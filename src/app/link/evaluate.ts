import { InvalidRequest } from '../../domain/errors.ts';
import { type LinkModel, loadFrozenModel } from '../../domain/link/link-model.ts';
import type { LinkRecord } from '../../domain/link/link-record.ts';
import { usualLambda } from '../../domain/link/score.ts';
import { train } from '../../domain/link/train.ts';
import { zoneThresholds } from '../../domain/matching.ts';
import { type BatchInput, linkBatch } from './link-batch.ts';
import {
  isOfChildren,
  type MappedShape,
  type Mapping,
  mapChildShape,
  mapOtherShape,
  withoutFields,
} from './mapping.ts';
import { type Measures, measure } from './measure.ts';
import { readRecords } from './read-records.ts';
import { readTruth, type Truth } from './read-truth.ts';

/** What is evaluated. */
export interface EvaluateInput {
  readonly left: string;
  readonly right: string | null;
  readonly mapping: Mapping;
  /** `column:NAME` or the path of a CSV of ids and entities; read only after clusters are made. */
  readonly truth: string;
  /** Whether all records may be of one person, or only one of either table. */
  readonly mode: 'dedupe' | 'link';
  /** Names of fields that are left out. */
  readonly hidden: readonly string[];
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  readonly onProgress: (line: string) => void;
}

/** Figures of an evaluation. */
export interface Evaluation extends Measures {
  readonly records: number;
  readonly candidatePairs: number;
  /** From the first byte to the clusters. */
  readonly seconds: number;
}

// Pairs of records that are not of children are called one person where that is the likelier.
const LIKELIER = 0;
const SEED = 20260101;

interface Side {
  readonly path: string;
  readonly prefix: string;
}

const sidesOf = ({ left, right }: EvaluateInput): readonly Side[] =>
  right === null
    ? [{ path: left, prefix: '' }]
    : [
        { path: left, prefix: 'L ' },
        { path: right, prefix: 'R ' },
      ];

const sideOf = ({ id }: LinkRecord): 0 | 1 => (id.startsWith('L ') ? 0 : 1);

const mapShape = (
  { mapping, hidden, onProgress }: EvaluateInput,
  areChildren: boolean,
): MappedShape & { readonly mapping: Mapping } => {
  const shown = withoutFields(mapping, hidden);
  onProgress(areChildren ? 'children: the frozen model' : 'no children: a model is trained on these records');
  return { ...(areChildren ? mapChildShape : mapOtherShape)(shown), mapping: shown };
};

const readAll = async (
  input: EvaluateInput,
  { mapping, ...mapped }: ReturnType<typeof mapShape>,
): Promise<readonly LinkRecord[]> => {
  const records: LinkRecord[] = [];
  for (const { path, prefix } of sidesOf(input)) {
    for (const record of await readRecords({ path, prefix, mapping, mapped })) records.push(record);
  }
  input.onProgress(`${records.length} records read`);
  return records;
};

const mayPairIn = ({ mode }: EvaluateInput): BatchInput['mayPair'] =>
  mode === 'dedupe' ? () => true : (a, b) => sideOf(a) !== sideOf(b);

const modelFor = (
  { onProgress, ...input }: EvaluateInput,
  records: readonly LinkRecord[],
  { shape }: MappedShape,
): LinkModel => {
  const model = train({
    ...{ version: 'own records', shape, seed: SEED, lambda: usualLambda(records.length) },
    records: records.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    mayPair: mayPairIn({ ...input, onProgress }),
  });
  for (const { fixed, pairs, rounds } of model.trainedOn.sessions)
    onProgress(`trained by ${fixed}: ${pairs} pairs, ${rounds} rounds`);
  return model;
};

const entityIn = (truth: Truth, records: readonly LinkRecord[]): ((record: LinkRecord) => string) => {
  const unnamed = records.filter(({ id }) => !truth.has(id)).length;
  if (unnamed === records.length) throw new InvalidRequest('the truth names none of these records');
  // Who is named nowhere is taken to be known by this record alone.
  return ({ id }) => truth.get(id) ?? `\u0000${id}`;
};

/** Links records and says how well, by a truth that is opened only once the clusters are made. */
export const evaluate = async (input: EvaluateInput): Promise<Evaluation> => {
  const { mode, clock, onProgress } = input;
  if (mode === 'link' && input.right === null) throw new InvalidRequest('--mode link needs two tables');
  const began = clock();
  const areChildren = isOfChildren(input.mapping);
  const mapped = mapShape(input, areChildren);
  const records = await readAll(input, mapped);
  const model = areChildren ? loadFrozenModel() : modelFor(input, records, mapped);
  const batch = linkBatch({
    ...{ records, model, onProgress, shape: mapped.shape, thresholds: zoneThresholds.usual, isOfChildren: areChildren },
    mayPair: mayPairIn(input),
  });
  const seconds = Math.round(clock() - began) / 1000;
  const truth = await readTruth({ truth: input.truth, idColumn: input.mapping.id, tables: sidesOf(input) });
  const entityOf = entityIn(truth, batch.records);
  const threshold = areChildren ? zoneThresholds.usual.auto : LIKELIER;
  const measures = measure({ batch, entityOf, sideOf: mode === 'link' ? sideOf : null, threshold });
  return { records: records.length, candidatePairs: batch.pairs.firsts.length, seconds, ...measures };
};
