import { governedBy, governingOf } from './coordinates.ts';
import { neededBit } from './mask.ts';
import type { WritableKind } from './writable.ts';

const letsThrough = (mask: bigint, type: string, field: string): boolean => {
  const governed = governedBy(governingOf(type, field));
  return governed === null || (mask & neededBit(governed.fieldClass, governed.level)) !== 0n;
};

/** Whether a mask shows that there is such a record at all. */
export const showsRecord = (mask: bigint, { type }: WritableKind): boolean => letsThrough(mask, type, 'organisation');

/** Whether a mask shows everything a field of a record holds. */
export const showsField = (mask: bigint, { type, shownAlso }: WritableKind, field: string): boolean =>
  [field, ...(shownAlso[field] ?? [])].every((name) => letsThrough(mask, type, name));
