import { type Purpose, pseudonymous, type Role } from './policy.ts';

/** Whether whoever reads in the role for the purpose is given pseudonyms instead of ids. */
export const isPseudonymous = (role: Role, purpose: Purpose): boolean =>
  pseudonymous.has(role) && purpose !== 'AUDIT_IDENTIFIED';
