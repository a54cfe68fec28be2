import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration, ResourceServer } from 'oidc-provider';
import { developmentViewers } from './development-viewers.ts';
import type { publicPart, SigningKey } from './keys.ts';
import { viewerClaims } from './viewer-claims.ts';

interface ProviderSettings {
  readonly url: string;
  readonly audience: string;
  readonly signing: SigningKey;
  /** The public key of every development client. */
  readonly client: ReturnType<typeof publicPart>;
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

const configurationOf = ({ audience, signing, client }: ProviderSettings, { errors }: Library): Configuration => ({
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
  enabledJWA: { clientAuthSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
  clientBasedCORS: () => false,
  ttl: { ClientCredentials: tokenSeconds },
  extraTokenClaims: (_ctx, token) => {
    const viewer = developmentViewers.find(({ clientId }) => clientId === token.clientId);
    return viewer && { ...viewerClaims(viewer) };
  },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: (_ctx, resource) => {
        if (resource !== audience) throw new errors.InvalidTarget('only this hub is served');
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
