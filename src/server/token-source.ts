import { createRemoteJWKSet } from 'jose';
import type { Config } from '../config.ts';
import type { TokenRules } from './access-tokens.ts';
import { issuerAddress, rememberAddress, rememberedAddress } from './issuer/address.ts';
import { type DevelopmentIssuer, openDevelopmentIssuer, rulesOf } from './issuer/issuer.ts';

export interface TokenSourceParts {
  readonly config: Pick<Config, 'dataDir' | 'port' | 'issuer' | 'hasDevelopmentIssuer'>;
  readonly systemNow: () => number;
}

/** Whose tokens are believed, and the development issuer where it may run. */
export interface TokenSource {
  /** Null where nobody's tokens are believed. */
  readonly rules: TokenRules | null;
  readonly issuer?: DevelopmentIssuer;
}

/** The audience that development tokens name. */
const developmentAudience = 'urn:homeward:hub';

const development = async ({ config, systemNow }: TokenSourceParts, url: string): Promise<TokenSource> => {
  const issuer = await openDevelopmentIssuer({ folder: config.dataDir, url, audience: developmentAudience, systemNow });
  return { issuer, rules: rulesOf(issuer, systemNow) };
};

const configured = ({ config, systemNow }: TokenSourceParts): TokenSource => {
  if (!config.issuer) return { rules: null };
  const { url: issuer, audience, jwksUrl } = config.issuer;
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 });
  return { rules: { issuer, audience, keys, systemNow } };
};

/** The source of tokens for a hub that is about to be served. */
export const servedTokenSource = async (parts: TokenSourceParts): Promise<TokenSource> => {
  if (!parts.config.hasDevelopmentIssuer) return configured(parts);
  const url = issuerAddress(parts.config.port);
  await rememberAddress(parts.config.dataDir, url);
  return development(parts, url);
};

/** The same source for a command beside the served hub. */
export const commandTokenSource = async (parts: TokenSourceParts): Promise<TokenSource> => {
  if (!parts.config.hasDevelopmentIssuer) return configured(parts);
  const url = (await rememberedAddress(parts.config.dataDir)) ?? issuerAddress(parts.config.port);
  return development(parts, url);
};
