import type { GraphQLObjectType } from 'graphql';
import { type Governing, governedBy, governingOf } from '../domain/coordinates.ts';
import { neededBit } from '../domain/mask.ts';
import { tableOf } from './source.ts';
import { literal } from './statement.ts';
import { ceilingOf } from './tables.ts';

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

/** What guards the fields of a row: its mask, what that may come to, and how far a row from another hub may be read. */
export interface RowGuard {
  readonly mask: string;
  readonly reach: Reachability;
  /** SQL of the fields that may be shown of a row under a ceiling, null of any other row; null where no row has one. */
  readonly ceiling: string | null;
}

/** SQL for "the row has no ceiling that withholds the field"; null where none ever does. */
export const underCeiling = (type: string, field: string, ceiling: string | null): string | null => {
  const guards = ceiling === null ? null : (ceilingOf(type)?.guards(field) ?? null);
  return guards === null ? null : `(${ceiling} is null or ${literal(guards)} = any(${ceiling}))`;
};

/**
 * The expression of a field as its row's mask and ceiling let it through: never selected where no row may show it, bare
 * where every row does, otherwise behind a CASE.
 */
export const guarded = (
  expression: string,
  { type, field, governing }: { readonly type: string; readonly field: string; readonly governing: Governing },
  { mask, reach, ceiling }: RowGuard,
): string => {
  const bit = bitFor(governing);
  if (bit !== null && (reach.union & bit) === 0n) return 'null';
  const isMasked = bit !== null && (reach.intersection & bit) === 0n;
  const conditions = [isMasked ? hasBit(mask, bit) : null, underCeiling(type, field, ceiling)].filter(
    (condition) => condition !== null,
  );
  return conditions.length === 0 ? expression : `case when ${conditions.join(' and ')} then ${expression} end`;
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
