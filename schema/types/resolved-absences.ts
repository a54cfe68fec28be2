import { coordinates, governedBy } from '../../src/domain/coordinates.ts';
import { neededBit } from '../../src/domain/mask.ts';
import { askOf, ruleOf } from '../../src/plan/compile-absences.ts';
import type { Part } from '../fields.ts';

/**
 * The absences of a row that no reader read: one for each field of its type that its mask withholds, and one for each
 * that has nothing to say.
 */
export const resolvedAbsences = (
  type: string,
  mask: bigint,
  values: Readonly<Record<string, unknown>>,
): readonly Part[] =>
  Object.entries(coordinates[type] ?? {}).flatMap(([field, governing]): Part[] => {
    const by = governedBy(governing);
    if (!by) return [];
    if ((mask & neededBit(by.fieldClass, by.level)) === 0n) {
      return [{ field, reason: 'WITHHELD_BY_POLICY', rule: ruleOf(by.fieldClass), ask: askOf(by.fieldClass) }];
    }
    return values[field] === null ? [{ field, reason: 'NOT_APPLICABLE' }] : [];
  });
