import { coordinates, type Governing } from '../domain/coordinates.ts';
import { withOwn } from '../domain/mask.ts';
import { bitFor } from './guard.ts';
import { type TableName, tables } from './tables.ts';

const isTable = (type: string): type is TableName => type in tables;

const lets = (governing: Governing, mask: bigint): boolean => {
  const bit = bitFor(governing);
  return bit === null || (mask & bit) !== 0n;
};

const isDisclosed = (name: string, masks: readonly bigint[]): boolean => {
  const [type = '', field = ''] = name.split('.');
  const governing = coordinates[type]?.[field];
  // A field that is no longer in the schema: what it was governed by is not known any more, so it counts.
  if (governing === undefined) return true;
  if (bitFor(governing) === null) return false;
  return masks.some((mask) => lets(governing, mask) && (!isTable(type) || lets(tables[type].shownBy, mask)));
};

/**
 * The fields of a child that an operation disclosed: those it selected, the viewer's mask let through and that speak of
 * a child, whether or not a value was there. A field let through in records of the viewer's own organisation counts.
 * Fields of a part (`Address.postcode`) are disclosed by the field that holds the part, and named by it.
 */
export const disclosedFields = (selected: readonly string[], masks: readonly bigint[]): readonly string[] => {
  const held = masks.map(withOwn);
  return selected.filter((name) => isDisclosed(name, held));
};
