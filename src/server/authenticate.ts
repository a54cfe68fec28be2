import { createHash } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { purposes } from '../domain/policy.ts';
import { readViewer, type Viewer } from '../domain/viewer.ts';

/** Whose tokens the hub believes. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly systemNow: () => number;
}

/** What a request brings to say who asks: its `Authorization` and `Homeward-Purpose` headers. */
interface Credentials {
  readonly authorization?: string | undefined;
  readonly purpose?: string | undefined;
}

/** Stable words for a token that was not accepted; nothing more is said about why. */
export type TokenRefusal = 'TOKEN_INVALID' | 'TOKEN_EXPIRED' | 'VIEWER_UNKNOWN' | 'PURPOSE_NOT_PERMITTED';

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

const algorithms = ['ES256', 'EdDSA'];
const toleranceSeconds = 5;
const remembered = 1_000;
const rememberedMs = 60_000;
const bearer = /^Bearer +([\w~+/=-]+\.[\w~+/=-]+\.[\w~+/=-]*)$/i;

const claims = z.looseObject({
  sub: z.string(),
  [tokenClaims.organisation]: z.string(),
  [tokenClaims.role]: z.string(),
  [tokenClaims.purpose]: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
});

const refused = (code: TokenRefusal): Authentication => ({ kind: 'refused', code });

const tokenFaults = new Set([
  'ERR_JWT_INVALID',
  'ERR_JWT_CLAIM_VALIDATION_FAILED',
  'ERR_JWS_INVALID',
  'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  'ERR_JOSE_ALG_NOT_ALLOWED',
  'ERR_JOSE_NOT_SUPPORTED',
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
]);

const unaccepted = (error: unknown): Authentication => {
  if (error instanceof errors.JWTExpired) return refused('TOKEN_EXPIRED');
  if (error instanceof errors.JOSEError && tokenFaults.has(error.code)) return refused('TOKEN_INVALID');
  return { kind: 'unavailable', error };
};

/** A token may name several purposes; the header then chooses among them. One that names none leaves it to the role. */
const chosenPurpose = (named: string | readonly string[] | undefined, asked: string | undefined) => {
  if (named === undefined) return asked;
  const allowed = typeof named === 'string' ? [named] : named;
  if (asked === undefined) return allowed[0];
  return allowed.includes(asked) ? asked : undefined;
};

/** Says which viewer the claims of a verified token, with the purpose asked for, make. */
const viewerOf = (payload: JWTPayload, asked: string | undefined): Authentication => {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return refused('VIEWER_UNKNOWN');
  const who = {
    person: parsed.data.sub,
    organisation: parsed.data[tokenClaims.organisation],
    role: parsed.data[tokenClaims.role],
  };
  const reading = readViewer({ ...who, purpose: chosenPurpose(parsed.data[tokenClaims.purpose], asked) });
  if (reading.ok) return { kind: 'viewer', viewer: reading.viewer };
  const isKnown = purposes.some((purpose) => readViewer({ ...who, purpose }).ok);
  return refused(isKnown ? 'PURPOSE_NOT_PERMITTED' : 'VIEWER_UNKNOWN');
};

interface Remembered {
  readonly payload: JWTPayload;
  /** The viewer it makes for each purpose it was accepted with. */
  readonly viewers: Map<string | undefined, Authentication>;
  readonly until: number;
}

/** Verifying a signature costs more than a child view, so a token that was good stays good for at most a minute. */
const verifier = (rules: TokenRules): ((token: string) => Promise<Remembered>) => {
  const known = new Map<string, Remembered>();
  return async (token) => {
    const key = createHash('sha256').update(token).digest('base64');
    const now = rules.systemNow();
    const hit = known.get(key);
    if (hit && hit.until > now) return hit;
    const { payload } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      algorithms,
      typ: 'at+jwt',
      clockTolerance: toleranceSeconds,
      requiredClaims: ['sub', 'exp', 'iat'],
      currentDate: new Date(now),
    });
    if (known.size >= remembered) known.clear();
    const expires = (payload.exp ?? 0) * 1000;
    const verified = { payload, viewers: new Map(), until: Math.min(expires, now + rememberedMs) };
    known.set(key, verified);
    return verified;
  };
};

const viewerAs = ({ payload, viewers }: Remembered, purpose: string | undefined): Authentication => {
  const known = viewers.get(purpose);
  if (known) return known;
  const outcome = viewerOf(payload, purpose);
  // Purposes that are refused are the caller's words, of which there is no end.
  if (outcome.kind === 'viewer') viewers.set(purpose, outcome);
  return outcome;
};

/** Tells who asks from a request's credentials; without rules the hub believes no token at all. */
export const authenticator = (rules: TokenRules | null): Authenticate => {
  const verify = rules && verifier(rules);
  return async ({ authorization, purpose }) => {
    if (authorization === undefined) return { kind: 'anonymous' };
    const token = bearer.exec(authorization)?.[1];
    if (!verify || token === undefined) return refused('TOKEN_INVALID');
    try {
      return viewerAs(await verify(token), purpose);
    } catch (error) {
      return unaccepted(error);
    }
  };
};
