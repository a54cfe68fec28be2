import { type Role, writers } from './policy.ts';

/** Whether a role may use a mutation. */
export const mayWrite = (role: Role, mutation: keyof typeof writers): boolean =>
  writers[mutation].some((writer) => writer === role);
