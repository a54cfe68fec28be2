import { z } from 'zod';
import { findOrganisation } from '../organisations.ts';

/** An instant in UTC. */
export const instant = z.iso.datetime({ offset: true });
export const id = z.uuid().regex(/^[0-9a-f-]{36}$/);
export const phrase = z.string().min(1).max(400);
export const passage = z.string().min(1).max(20_000);

/** GSS code of an authority. */
export const authority = z
  .string()
  .max(16)
  .refine((code) => findOrganisation(code)?.agency === 'social-care', 'is no code of an authority')
  .describe('GSS code of an authority');

const partners: readonly (string | undefined)[] = ['social-care', 'police'];

/** Whoever may be a partner: an authority, or a police force, which is told but never asked for an interview. */
export const partner = z
  .string()
  .max(16)
  .refine((code) => partners.includes(findOrganisation(code)?.agency), 'is no code of an authority or a police force')
  .describe('GSS code of an authority, or code of a police force');

/** Whether a code is that of a police force. */
export const isForce = (code: string): boolean => findOrganisation(code)?.agency === 'police';

/** Somebody to ring. */
export const person = z
  .strictObject({
    name: phrase.describe('Full name'),
    post: phrase.describe('Their post'),
    phone: z.string().min(1).max(40).describe('Where to ring them'),
  })
  .describe('A named person to ring');

/** Risk grades that a deadline depends on, and the others. */
export const riskGrade = z.enum(['HIGH', 'MEDIUM', 'LOW', 'VERY_LOW', 'NOT_GRADED']);
