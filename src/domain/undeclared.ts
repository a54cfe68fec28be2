import type { PolicyChange } from './policy-changes.ts';
import type { PolicyDiff } from './policy-diff.ts';

/**
 * What a policy shows more than an earlier one without saying so: everything, unless the newest change declared is the
 * one that made this version, and the version is another than before.
 */
export const undeclaredWidenings = (
  { from, to, widened }: PolicyDiff,
  changes: readonly PolicyChange[],
): readonly string[] => (to !== from && changes[0]?.version === to ? [] : widened);
