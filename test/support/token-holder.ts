import { createHash, randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { TokenRules } from '../../src/server/access-tokens.ts';

const issuer = 'https://issuer.example';
const audience = 'urn:homeward:hub';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | Uint8Array;

/** What a token or a proof says instead of what it should. */
export interface Wrong {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: Key;
}

/** The address that proofs are for, as a hub on this machine knows it. */
export const graphqlAddress = 'http://localhost:4000/graphql';

const signed = (claims: JWTPayload, header: JWTHeaderParameters, key: Key): Promise<string> =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);

/** An issuer, and somebody who holds a key of their own, at a system time. */
export const newTokenHolder = async (systemNow: () => number, algorithm: 'ES256' | 'EdDSA' = 'ES256') => {
  const seconds = () => Math.floor(systemNow() / 1000);
  const keys = await generateKeyPair('ES256');
  const own = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(own.publicKey);
  const privateJwk = await exportJWK(own.privateKey);
  const thumbprint = await calculateJwkThumbprint(jwk);
  const published = { ...(await exportJWK(keys.publicKey)), kid: 'a', alg: 'ES256' };
  const rules: TokenRules = { issuer, audience, keys: createLocalJWKSet({ keys: [published] }), systemNow };
  return {
    rules,
    published,
    privateJwk,
    thumbprint,
    /** A token that anybody may present. */
    token: ({ header = {}, claims = {}, key = keys.privateKey }: Wrong = {}) =>
      signed(
        {
          ...{ iss: issuer, aud: audience, sub: 'worker-1', jti: randomUUID(), iat: seconds(), exp: seconds() + 300 },
          ...{ homeward_role: 'social-worker', homeward_organisation: 'E08000017', homeward_purpose: 'SAFEGUARD_PLAN' },
          ...claims,
        },
        { alg: 'ES256', typ: 'at+jwt', kid: 'a', ...header },
        key,
      ),
    /** The claims of a token that only the holder may present. */
    bound: { cnf: { jkt: thumbprint } },
    /** A proof that goes with a token. */
    proof: (token: string, { header = {}, claims = {}, key = own.privateKey }: Wrong = {}) =>
      signed(
        {
          ...{ jti: randomUUID(), htm: 'POST', htu: graphqlAddress, iat: seconds() },
          ...{ ath: createHash('sha256').update(token).digest('base64url'), ...claims },
        },
        { alg: algorithm, typ: 'dpop+jwt', jwk, ...header },
        key,
      ),
  };
};

export type TokenHolder = Awaited<ReturnType<typeof newTokenHolder>>;
