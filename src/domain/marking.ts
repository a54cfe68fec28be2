import type { Issue } from './adapter.ts';

/** ★ Protective markings the hub may hold (Government Security Classifications; domain reference 5.3). */
export const markings = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const;

/**
 * Whether a marking, as a source wrote it, is above what the hub may hold: SECRET or TOP SECRET, with any prefix, caveat
 * or punctuation. Another word the hub does not know is no reason to turn a child away; it is an issue like any other.
 */
export const isAboveCeiling = (marking: string): boolean =>
  /(?<!\p{L})(?:UK|TOP)*SECRET(?!\p{L})/u.test(
    marking
      .normalize('NFKC')
      .toUpperCase()
      .replace(/\b(UK|TOP)[\p{P}\s_]+/gu, '$1'),
  );

const rule = 'marking.above-ceiling';

/** Why a record marked above what the hub may hold is turned away at the door, in whatever `field` said so. */
export const aboveCeiling = (field: string): Issue => ({
  rule,
  field,
  message: `It is marked above ${markings.at(-1)}: this hub may not hold it, and has kept nothing of it. Pass it on by a system accredited for it.`,
});

/** Whether a record was turned away for its marking. */
export const isTurnedAway = (reasons: readonly Pick<Issue, 'rule'>[] | null): boolean =>
  reasons?.some((reason) => reason.rule === rule) ?? false;
