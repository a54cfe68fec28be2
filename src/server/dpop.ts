import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import type { FirstUse } from '../store/token-proofs.ts';
import { isCompactJws, signingAlgorithms, toleranceSeconds } from './access-tokens.ts';

/** How the hub asks for proof that whoever sends a token holds the key it was issued to (RFC 9449, DPoP). */
export interface ProofRules {
  /** Whether tokens without proof are refused. */
  readonly isRequired: boolean;
  readonly firstUse: FirstUse;
}

/** A request as far as a proof is about it. */
export interface ProvenRequest {
  /** The `DPoP` header. */
  readonly proof?: string | undefined;
  readonly method?: string | undefined;
  /** Where the request was sent, without its query; undefined where the hub cannot tell, and then no proof is accepted. */
  readonly address?: string | undefined;
}

interface Binding {
  readonly token: string;
  /** The thumbprint of the key the token was issued to (`cnf.jkt`). */
  readonly thumbprint: string;
  readonly now: number;
}

/** How old a proof may be, beside the tolerance for clocks. */
const longestSeconds = 60;

const claims = z.looseObject({
  jti: z.string().min(1).max(200),
  htm: z.string(),
  htu: z.url(),
  ath: z.string(),
  iat: z.number(),
});

interface Proof extends z.infer<typeof claims> {
  /** The thumbprint of the key that signed it. */
  readonly signedBy: string;
}

/** The proof's claims, its signature verified with the public key it carries; null for anything else. */
const readProof = async (proof: string, now: number): Promise<Proof | null> => {
  if (!isCompactJws(proof)) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: [...signingAlgorithms],
      typ: 'dpop+jwt',
      maxTokenAge: longestSeconds,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(now),
    });
    const { jwk } = protectedHeader;
    if (!jwk) return null;
    return { ...claims.parse(payload), signedBy: await calculateJwkThumbprint(jwk) };
  } catch {
    // All that is read here is the caller's, and of whatever is wrong with it there is one thing to say.
    return null;
  }
};

/** An address as RFC 9449 compares it: normalised, without query and fragment. */
const comparable = (address: string): string => {
  const url = new URL(address);
  url.search = '';
  url.hash = '';
  return url.href;
};

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

const isAbout = (proof: Proof, { method, address }: ProvenRequest, { token, thumbprint }: Binding): boolean =>
  proof.signedBy === thumbprint &&
  proof.htm === method &&
  address !== undefined &&
  comparable(proof.htu) === comparable(address) &&
  proof.ath === hash(token).toString('base64url');

/**
 * Whether a request proves that its sender holds the key its token was issued to: a proof signed with that key, for
 * this method, address and token, made just now and never used before, at whichever replica.
 */
export const isProven = async (
  { firstUse }: Pick<ProofRules, 'firstUse'>,
  request: ProvenRequest,
  binding: Binding,
): Promise<boolean> => {
  const proof = await readProof(request.proof ?? '', binding.now);
  if (!proof || !isAbout(proof, request, binding)) return false;
  const until = (proof.iat + longestSeconds + toleranceSeconds) * 1000;
  return firstUse(hash(`${proof.signedBy} ${proof.jti}`), new Date(until).toISOString());
};
