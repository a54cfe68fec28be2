import { createHash } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

/** Whose tokens the hub believes. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly systemNow: () => number;
}

/** ★ How tokens and proofs of possession may be signed. */
export const signingAlgorithms: readonly string[] = ['ES256', 'EdDSA'];

/** How far the clocks of issuers and clients may differ from the hub's. */
export const toleranceSeconds = 5;

/** Whatever its expiry says, a token is believed for thirty days: revocations need not be kept for ever. */
const longestSeconds = 30 * 86_400;
const rememberedMs = 60_000;
const mostRemembered = 1_000;

const compact = /^[\w-]+\.[\w-]+\.([\w-]+)$/;

/**
 * Whether a text is written as a compact JWS and in no second way: the last letter of a signature has bits that no
 * decoder reads, and a token with others there would be another text for the same token.
 */
export const isCompactJws = (text: string): boolean => {
  const signature = compact.exec(text)?.[1];
  return signature !== undefined && Buffer.from(signature, 'base64url').toString('base64url') === signature;
};

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

/** What is wrong with a token, or null where the fault is not the token's. */
export const tokenFault = (error: unknown): 'TOKEN_EXPIRED' | 'TOKEN_INVALID' | null => {
  if (error instanceof errors.JWTExpired) return 'TOKEN_EXPIRED';
  return error instanceof errors.JOSEError && tokenFaults.has(error.code) ? 'TOKEN_INVALID' : null;
};

interface Remembered<T> {
  readonly value: T;
  readonly until: number;
}

/**
 * Verifies access tokens (RFC 9068) and says what `read` makes of their claims. Verifying a signature costs more than a
 * child view, so a token that was good stays good for at most a minute; whether it was revoked is asked at every request.
 */
export const tokenVerifier = <T>(
  rules: TokenRules,
  read: (payload: JWTPayload) => T,
): ((token: string) => Promise<T>) => {
  const known = new Map<string, Remembered<T>>();
  return async (token) => {
    const key = createHash('sha256').update(token).digest('base64');
    const now = rules.systemNow();
    const hit = known.get(key);
    if (hit && hit.until > now) return hit.value;
    const { payload } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      algorithms: [...signingAlgorithms],
      typ: 'at+jwt',
      clockTolerance: toleranceSeconds,
      maxTokenAge: longestSeconds,
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      currentDate: new Date(now),
    });
    if (known.size >= mostRemembered) known.clear();
    const value = read(payload);
    known.set(key, { value, until: Math.min((payload.exp ?? 0) * 1000, now + rememberedMs) });
    return value;
  };
};
