import { z } from 'zod';
import { findOrganisation } from './organisations.ts';
import { type Purpose, purposes, type Role, roles, roleTerms } from './policy.ts';

/** The access token somebody asks with, as far as it can be revoked. */
export interface TokenIdentity {
  /** Its `jti`. */
  readonly id: string;
  /** When it was issued: an ISO 8601 instant. */
  readonly issuedAt: string;
  /** Whether its holder signed in strongly and just now, as `stepUp` asks; unless it says so, no. */
  readonly isFresh?: boolean;
}

/** Who asks: a person or system of an organisation, in a role, for a purpose. */
export interface Viewer {
  /** The subject of the token: a worker's id or a system's client id. */
  readonly person: string;
  readonly organisation: string;
  readonly role: Role;
  readonly purpose: Purpose;
  /** Absent where somebody asks at the hub's own command line. */
  readonly token?: TokenIdentity;
}

/** Who acts, as what they did names them: their organisation and they. */
export const actorOf = ({ organisation, person }: Pick<Viewer, 'organisation' | 'person'>): string =>
  `${organisation}:${person}`;

/** The person of an actor. One person is one, whatever organisation they act for. */
export const personOf = (actor: string): string => actor.slice(actor.indexOf(':') + 1);

const claims = z.object({
  person: z.string().min(1).max(200),
  organisation: z.string(),
  role: z.enum(roles),
  purpose: z.enum(purposes),
});

export type ViewerReading =
  | { readonly ok: true; readonly viewer: Viewer }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads who asks from claims, or says which rule they break: an unknown word, an organisation this hub does not
 * serve, a role its kind of agency cannot hold, a purpose the role may not declare.
 */
export const readViewer = (input: unknown): ViewerReading => {
  const parsed = claims.safeParse(input);
  if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) };
  const viewer = parsed.data;
  const organisation = findOrganisation(viewer.organisation);
  if (!organisation) return { ok: false, reason: 'the organisation is not one this hub serves' };
  const terms = roleTerms[viewer.role];
  if (!terms.agencies.includes(organisation.agency)) {
    const reason = `${viewer.role} is not a role of a ${organisation.agency} organisation but of: ${terms.agencies.join(', ')}`;
    return { ok: false, reason };
  }
  if (!terms.purposes.includes(viewer.purpose)) {
    return { ok: false, reason: `${viewer.role} may declare: ${terms.purposes.join(', ')}` };
  }
  return { ok: true, viewer };
};
