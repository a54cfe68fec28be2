import { InvalidRequest } from '../../domain/errors.ts';
import type { LinkModel } from '../../domain/link/link-model.ts';
import { usualLambda } from '../../domain/link/score.ts';
import { train } from '../../domain/link/train.ts';
import { isOfChildren, type Mapping, mapChildShape } from './mapping.ts';
import { readRecords } from './read-records.ts';

/** What a model is to be trained from. */
export interface TrainModelInput {
  readonly path: string;
  readonly mapping: Mapping;
  readonly version: string;
  readonly seed: number;
}

/** Trains a model of children's records, of which nobody says who is who. */
export const trainModel = async ({ path, mapping, version, seed }: TrainModelInput): Promise<LinkModel> => {
  if (!isOfChildren(mapping))
    throw new InvalidRequest('the mapping is not of children: names, birth, postcode and a number');
  const mapped = mapChildShape(mapping);
  const records = await readRecords({ path, prefix: '', mapping, mapped });
  return train({
    ...{ version, seed, shape: mapped.shape, mayPair: () => true, lambda: usualLambda(records.length) },
    records: records.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  });
};
