import { type Purpose, purposeReachedAs, type Role, roleTerms } from './policy.ts';
import type { relationshipBits } from './projection.ts';

/** The relationships through which a role, for a purpose, comes to a child. */
export const reachedAs = (role: Role, purpose: Purpose): readonly (keyof typeof relationshipBits)[] => {
  const only = purposeReachedAs[purpose];
  return only === undefined
    ? roleTerms[role].reachedAs
    : roleTerms[role].reachedAs.filter((word) => only.includes(word));
};
