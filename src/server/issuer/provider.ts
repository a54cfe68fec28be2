import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AdapterFactory, Configuration, ResourceServer } from 'oidc-provider';
import { developmentViewers } from './development-viewers.ts';
import type { publicPart, SigningKey } from './keys.ts';
import type { UsedOnce } from './used-once.ts';
import { viewerClaims } from './viewer-claims.ts';

interface ProviderSettings {
  readonly url: string;
  readonly audience: string;
  readonly signing: SigningKey;
  /** The public key of every development client. */
  readonly client: ReturnType<typeof publicPart>;
  readonly usedOnce: UsedOnce;
}

const tokenSeconds = 300;

/** Node 20 has no `URL.parse`, which the library uses throughout; this is the standard's, no more. */
const completeUrl = (): void => {
  if (typeof URL.parse === 'function') return;
  const parse = (text: string, base?: string) => (URL.canParse(text, base) ? new URL(text, base) : null);
  Object.defineProperty(URL, 'parse', { value: parse, configurable: true, writable: true });
};

const resourceServer = (audience: string): ResourceServer => ({
  audience,
  scope: '',
  accessTokenFormat: 'jwt',
  accessTokenTTL: tokenSeconds,
  jwt: { sign: { alg: 'ES256' } },
});

type Library = Pick<typeof import('oidc-provider'), 'Provider' | 'errors'>;

/** All that this issuer keeps is what was used: its clients are in code, its tokens are signed and kept by nobody. */
const keeping = (usedOnce: UsedOnce, { errors }: Library): AdapterFactory => {
  const nothing = async () => undefined;
  return (model) => {
    const isUse = model === 'ReplayDetection';
    return {
      find: async (id) => (isUse ? usedOnce.find(id) : undefined),
      upsert: async (id, { exp = 0 }) => {
        // Of two that arrive at once, the library asks for both before it notes either.
        if (isUse && !(await usedOnce.add(id, exp))) throw new errors.InvalidClientAuth('used before');
      },
      findByUserCode: nothing,
      findByUid: nothing,
      consume: nothing,
      destroy: nothing,
      revokeByGrantId: nothing,
    };
  };
};

const configurationOf = (
  { audience, signing, client, usedOnce }: ProviderSettings,
  library: Library,
): Configuration => ({
  adapter: keeping(usedOnce, library),
  jwks: { keys: [signing] },
  clients: developmentViewers.map(({ clientId }) => ({
    client_id: clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    jwks: { keys: [client] },
  })),
  clientAuthMethods: ['private_key_jwt'],
  enabledJWA: {
    clientAuthSigningAlgValues: ['ES256'],
    dPoPSigningAlgValues: ['ES256', 'EdDSA'],
    idTokenSigningAlgValues: ['ES256'],
  },
  clientBasedCORS: () => false,
  ttl: { ClientCredentials: tokenSeconds },
  extraTokenClaims: (_ctx, token) => {
    const viewer = developmentViewers.find(({ clientId }) => clientId === token.clientId);
    return viewer && { ...viewerClaims(viewer) };
  },
  features: {
    clientCredentials: { enabled: true },
    // The assertion names the issuer and nothing else; a client that sends a proof gets a token bound to its key.
    fapi: { enabled: true, profile: '2.0' },
    dPoP: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: (_ctx, resource) => {
        if (resource !== audience) throw new library.errors.InvalidTarget('only this hub is served');
        return resourceServer(audience);
      },
    },
  },
});

/** Opens the OAuth server of the development clients: client credentials, proven by a signed assertion. */
export const openProvider = async (settings: ProviderSettings) => {
  completeUrl();
  const library: Library = await import('oidc-provider');
  const provider = new library.Provider(settings.url, configurationOf(settings, library));
  const answer = provider.callback();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await answer(request, response);
  };
};
