import { InvalidRequest, NotPermitted } from '../../domain/errors.ts';
import type { Role } from '../../domain/policy.ts';
import type { Viewer } from '../../domain/viewer.ts';

const longestReason = 2_000;

/** Whoever asks, where their role may. @throws NotPermitted */
export const permitted = (viewer: Viewer | null, roles: readonly Role[], what: string): Viewer => {
  if (!viewer || !roles.includes(viewer.role)) throw new NotPermitted(`${what}: for ${roles.join(', ')}`);
  return viewer;
};

/** A reason somebody can be asked about later. @throws InvalidRequest */
export const reasoned = (reason: string, least: number): string => {
  const said = reason.trim();
  if (said.length < least || said.length > longestReason) {
    throw new InvalidRequest(`reason: ${least} to ${longestReason} characters that say why`);
  }
  return said;
};
