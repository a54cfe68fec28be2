import type { GraphQLObjectType } from 'graphql';
import { type Governing, governedBy, governingOf } from '../domain/coordinates.ts';
import { neededBit } from '../domain/mask.ts';
import { tableOf } from './source.ts';

/** What the masks of a plan's viewer may come to; a plan is compiled for one such pair. */
export interface Reachability {
  readonly union: bigint;
  readonly intersection: bigint;
}

/** The bit a coordinate needs, or null where it is open or governed by what holds it. */
export const bitFor = (governing: Governing): bigint | null => {
  const governed = governedBy(governing);
  return governed ? neededBit(governed.fieldClass, governed.level) : null;
};

/** SQL for "the mask of this row has the bit". */
export const hasBit = (mask: string, bit: bigint): string => `(${mask} & ${bit}) <> 0`;

/**
 * The expression as this row's mask lets it through: never selected where no row may show it, bare where every row
 * does, otherwise behind a CASE.
 */
export const guarded = (expression: string, governing: Governing, mask: string, reach: Reachability): string => {
  const bit = bitFor(governing);
  if (bit === null || (reach.intersection & bit) !== 0n) return expression;
  if ((reach.union & bit) === 0n) return 'null';
  return `case when ${hasBit(mask, bit)} then ${expression} end`;
};

/** A governed field of a type, the bit it needs and the key of its absence. */
export interface GovernedField {
  readonly field: string;
  readonly bit: bigint;
  readonly fieldClass: string;
  readonly absentAs: string;
}

const absentKey = (source: { kind: string; absentAs?: string } | undefined, field: string): string =>
  source?.absentAs ?? field;

/** The governed fields of a type, in schema order. */
export const governedFields = (type: GraphQLObjectType): readonly GovernedField[] => {
  if (!tableOf(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const governed = governedBy(governingOf(type.name, field.name));
    if (!governed) return [];
    return {
      field: field.name,
      bit: neededBit(governed.fieldClass, governed.level),
      fieldClass: governed.fieldClass,
      absentAs: absentKey(field.extensions.plan, field.name),
    };
  });
};
