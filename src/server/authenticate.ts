import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { purposes } from '../domain/policy.ts';
import { isFresh } from '../domain/step-up.ts';
import { readViewer, type TokenIdentity, type Viewer } from '../domain/viewer.ts';
import { isCompactJws, type TokenRules, tokenFault, tokenVerifier, toleranceSeconds } from './access-tokens.ts';
import { isProven, type ProofRules, type ProvenRequest } from './dpop.ts';

/** What a request brings to say who asks: its `Authorization` and `Homeward-Purpose` headers, and a proof. */
interface Credentials extends ProvenRequest {
  readonly authorization?: string | undefined;
  readonly purpose?: string | undefined;
}

/** Stable words for a token that was not accepted; nothing more is said about why. */
export type TokenRefusal =
  | 'TOKEN_INVALID'
  | 'TOKEN_EXPIRED'
  | 'PROOF_REQUIRED'
  | 'PROOF_INVALID'
  | 'VIEWER_UNKNOWN'
  | 'PURPOSE_NOT_PERMITTED';

export type Authentication =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'viewer'; readonly viewer: Viewer }
  | { readonly kind: 'refused'; readonly code: TokenRefusal }
  | { readonly kind: 'unavailable'; readonly error: unknown };

export type Authenticate = (credentials: Credentials) => Promise<Authentication>;

/** The private claims of a Homeward access token (RFC 9068), named so that a shared issuer cannot mean others by them. */
export const tokenClaims = {
  organisation: 'homeward_organisation',
  role: 'homeward_role',
  purpose: 'homeward_purpose',
} as const;

const presented = /^(Bearer|DPoP) +(\S+)$/i;

const claims = z.looseObject({
  sub: z.string(),
  jti: z.string().min(1).max(200),
  iat: z.number().min(0),
  cnf: z.looseObject({ jkt: z.string().optional() }).optional(),
  auth_time: z.number().min(0).optional(),
  acr: z.string().optional(),
  [tokenClaims.organisation]: z.string(),
  [tokenClaims.role]: z.string(),
  [tokenClaims.purpose]: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
});
type Claims = z.infer<typeof claims>;

const refused = (code: TokenRefusal): Authentication => ({ kind: 'refused', code });

/** A token may name several purposes; the header then chooses among them. One that names none leaves it to the role. */
const chosenPurpose = (named: string | readonly string[] | undefined, asked: string | undefined) => {
  if (named === undefined) return asked;
  const allowed = typeof named === 'string' ? [named] : named;
  if (asked === undefined) return allowed[0];
  return allowed.includes(asked) ? asked : undefined;
};

const tokenOf = ({ jti, iat }: Claims): TokenIdentity => ({
  id: jti,
  issuedAt: new Date(iat * 1000).toISOString(),
});

/** A viewer who may have been known for a while, with a sign-in that is as old as it is now. */
const withSignIn = (known: Viewer, given: Claims, now: number): Authentication => {
  const token = { ...tokenOf(given), isFresh: isFresh(given, now / 1000, toleranceSeconds) };
  return { kind: 'viewer', viewer: { ...known, token } };
};

/** Says which viewer the claims of a verified token, with the purpose asked for, make; or why none. */
const viewerOf = (given: Claims, asked: string | undefined): Viewer | Authentication => {
  const who = {
    person: given.sub,
    organisation: given[tokenClaims.organisation],
    role: given[tokenClaims.role],
  };
  const reading = readViewer({ ...who, purpose: chosenPurpose(given[tokenClaims.purpose], asked) });
  if (reading.ok) return reading.viewer;
  const isKnown = purposes.some((purpose) => readViewer({ ...who, purpose }).ok);
  return refused(isKnown ? 'PURPOSE_NOT_PERMITTED' : 'VIEWER_UNKNOWN');
};

/** What a verified token says of its holder. */
interface Held {
  /** Whether it was issued to the holder of a key, so that presenting it is not enough. */
  readonly isBound: boolean;
  /** The thumbprint of that key, where it is one that DPoP can prove. */
  readonly thumbprint: string | undefined;
  as(purpose: string | undefined, now: number): Authentication;
}

const heldBy = (payload: JWTPayload): Held => {
  const parsed = claims.safeParse(payload);
  const viewers = new Map<string | undefined, Viewer>();
  return {
    isBound: payload['cnf'] !== undefined,
    thumbprint: parsed.data?.cnf?.jkt,
    as: (purpose, now) => {
      if (!parsed.success) return refused('VIEWER_UNKNOWN');
      const outcome = viewers.get(purpose) ?? viewerOf(parsed.data, purpose);
      // Purposes that are refused are the caller's words, of which there is no end.
      if ('kind' in outcome) return outcome;
      viewers.set(purpose, outcome);
      return withSignIn(outcome, parsed.data, now);
    },
  };
};

type Scheme = 'bearer' | 'dpop';

/** Why a good token, presented as it was, is not enough; null where it is. */
const holderFault = async (
  proofs: ProofRules | null,
  {
    scheme,
    held,
    token,
    now,
  }: { readonly scheme: Scheme; readonly held: Held; readonly token: string; readonly now: number },
  request: ProvenRequest,
): Promise<TokenRefusal | null> => {
  if (scheme === 'bearer') return held.isBound || proofs?.isRequired ? 'PROOF_REQUIRED' : null;
  const { thumbprint } = held;
  if (!proofs || thumbprint === undefined) return 'TOKEN_INVALID';
  return (await isProven(proofs, request, { token, thumbprint, now })) ? null : 'PROOF_INVALID';
};

const readHeader = (authorization: string): { readonly scheme: Scheme; readonly token: string } | null => {
  const [, scheme = '', token = ''] = presented.exec(authorization) ?? [];
  if (!isCompactJws(token)) return null;
  return { scheme: scheme.toLowerCase() === 'dpop' ? 'dpop' : 'bearer', token };
};

/** What a verified token says, or the outcome where it could not be verified. */
const heldOr = async (verify: (token: string) => Promise<Held>, token: string): Promise<Held | Authentication> => {
  try {
    return await verify(token);
  } catch (error) {
    const code = tokenFault(error);
    return code ? refused(code) : { kind: 'unavailable', error };
  }
};

/**
 * Tells who asks from a request's credentials; without rules the hub believes no token at all, and without those for
 * proofs none that needs one.
 */
export const authenticator = (rules: TokenRules | null, proofs: ProofRules | null = null): Authenticate => {
  const verify = rules && tokenVerifier(rules, heldBy);
  return async ({ authorization, purpose, ...request }) => {
    if (authorization === undefined) return { kind: 'anonymous' };
    const header = readHeader(authorization);
    if (!verify || !header) return refused('TOKEN_INVALID');
    const held = await heldOr(verify, header.token);
    if ('kind' in held) return held;
    const now = rules.systemNow();
    const fault = await holderFault(proofs, { ...header, held, now }, request);
    return fault ? refused(fault) : held.as(purpose, now);
  };
};
