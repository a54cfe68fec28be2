import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import { InvalidRequest } from '../../domain/errors.ts';
import { roleTerms } from '../../domain/policy.ts';
import { stepUp } from '../../domain/step-up.ts';
import { readViewer } from '../../domain/viewer.ts';
import type { TokenRules } from '../access-tokens.ts';
import { keptKey, publicPart, type SigningKey } from './keys.ts';
import { openUsedOnce } from './used-once.ts';
import { viewerClaims } from './viewer-claims.ts';

export interface IssuerSettings {
  /** Where the keys are kept, so that tokens outlive a restart. */
  readonly folder: string;
  /** The issuer's own address, which tokens name. */
  readonly url: string;
  readonly audience: string;
  readonly systemNow: () => number;
}

/** Whom a development token is for. */
export interface TokenGrant {
  readonly role: string;
  readonly organisation: string;
  /** Without one the token allows every purpose of the role. */
  readonly purpose?: string | undefined;
  readonly person?: string | undefined;
  readonly seconds?: number | undefined;
  /** The thumbprint (RFC 7638) of the one key whose holder may use it. */
  readonly jkt?: string | undefined;
  /** Whether it says that its holder signed in strongly, just now. */
  readonly isFresh?: boolean | undefined;
}

/** An issuer of tokens for trying the hub out; never for real people. */
export interface DevelopmentIssuer {
  readonly url: string;
  readonly audience: string;
  /** The keys with which its tokens are verified. */
  readonly keySet: JSONWebKeySet;
  /** Makes a token, or refuses a viewer the hub would refuse. */
  readonly mint: (grant: TokenGrant) => Promise<string>;
  /** Answers an OAuth request, with `request.url` relative to the issuer's address. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const anHour = 3_600;
const longestSeconds = 30 * 24 * anHour;

const claimsOf = (grant: TokenGrant, now: number): JWTPayload => {
  const { role, organisation, person = `development-${role}` } = grant;
  const words: Readonly<Record<string, { readonly purposes: readonly string[] }>> = roleTerms;
  const purposes = grant.purpose === undefined ? (words[role]?.purposes ?? []) : [grant.purpose];
  const reading = readViewer({ person, role, organisation, purpose: purposes[0] ?? 'LOCATE_CHILD' });
  if (!reading.ok) throw new InvalidRequest(`no such viewer: ${reading.reason}`);
  const bound = grant.jkt === undefined ? {} : { cnf: { jkt: grant.jkt } };
  const signedIn = grant.isFresh ? { auth_time: now, acr: stepUp.strong[0] } : {};
  return { sub: person, client_id: person, ...bound, ...signedIn, ...viewerClaims({ role, organisation, purposes }) };
};

const minter = (settings: IssuerSettings, key: SigningKey) => async (grant: TokenGrant) => {
  const { seconds = anHour } = grant;
  if (!(seconds > 0 && seconds <= longestSeconds)) {
    throw new InvalidRequest('a development token lives between a second and thirty days');
  }
  const now = Math.floor(settings.systemNow() / 1000);
  return new SignJWT(claimsOf(grant, now))
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    .setIssuer(settings.url)
    .setAudience(settings.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.floor(seconds))
    .setJti(randomUUID())
    .sign(await importJWK(key, 'ES256'));
};

/** Opens the development issuer over the keys kept in its folder. */
export const openDevelopmentIssuer = async (settings: IssuerSettings): Promise<DevelopmentIssuer> => {
  const signing = await keptKey(settings.folder, 'issuer-signing-key.json');
  const client = await keptKey(settings.folder, 'issuer-client-key.json');
  // The library takes half a second to load and few ever ask: it is loaded at the first request for a token.
  const load = async () => {
    const { openProvider } = await import('./provider.ts');
    const usedOnce = await openUsedOnce(join(settings.folder, 'issuer-used-once.jsonl'), settings.systemNow);
    const { url, audience } = settings;
    return openProvider({ url, audience, signing, client: publicPart(client), usedOnce });
  };
  let loading: ReturnType<typeof load> | undefined;
  return {
    url: settings.url,
    audience: settings.audience,
    keySet: { keys: [publicPart(signing)] },
    mint: minter(settings, signing),
    handle: async (request, response) => {
      loading ??= load();
      await (await loading)(request, response);
    },
  };
};

/** The rules under which the hub believes this issuer. */
export const rulesOf = (issuer: DevelopmentIssuer, systemNow: () => number): TokenRules => ({
  issuer: issuer.url,
  audience: issuer.audience,
  keys: createLocalJWKSet(issuer.keySet),
  systemNow,
});
