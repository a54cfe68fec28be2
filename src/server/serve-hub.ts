import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { UseCases } from '../app/use-cases.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Pools } from '../store/pools.ts';
import { firstUse } from '../store/token-proofs.ts';
import { authenticator } from './authenticate.ts';
import { newBudget } from './cost/budget.ts';
import { databaseReadiness } from './database-readiness.ts';
import { denialWatch } from './denials.ts';
import { developmentOffers, type Question } from './development-offers.ts';
import type { DocumentRules } from './documents/document-hook.ts';
import { readTrustedDocuments } from './documents/read-trusted-documents.ts';
import { domainClock } from './domain-clock.ts';
import type { ExchangeDoor } from './exchange/routes.ts';
import { buildServer } from './http.ts';
import { costs } from './limits/limits.ts';
import { type Listening, listen } from './listen.ts';
import type { Log } from './log.ts';
import { hubServing, type ServingParts } from './serving.ts';
import { sharedViewReaders } from './shared-view-readers.ts';
import { servedTokenSource, type TokenSource } from './token-source.ts';

export interface ServeParts {
  readonly config: Config;
  readonly pools: Pools;
  /** 32 bytes in hexadecimal. */
  readonly key: string;
  readonly log: Log;
  readonly version: string;
  readonly systemNow: () => number;
  /** Where the domain clock stands at start; without it, it shows system time. */
  readonly clockStart?: string | undefined;
  readonly question: Question;
  /** The number that its authority gives the child whom the first page shows to several readers, in the demo. */
  readonly memorable?: string | undefined;
  readonly useCases: UseCases;
  /** Where the hub speaks with other authorities. */
  readonly exchange?: ExchangeDoor | undefined;
}

/** A hub that answers. */
export interface Served extends Listening {
  readonly app: FastifyInstance;
  readonly clock: Clock;
  readonly isDemoClock: boolean;
  readonly tokens: TokenSource;
}

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const servingParts = (parts: ServeParts, clock: Clock): ServingParts => ({
  pools: parts.pools,
  key: parts.key,
  clock,
  systemNow: parts.systemNow,
  version: parts.version,
  useCases: parts.useCases,
  noteMisses: denialWatch(parts),
});

const documentRules = async (config: Config, schema: GraphQLSchema): Promise<DocumentRules | undefined> => {
  const { trustedDocuments: path, trustedOnly } = config;
  return path === undefined
    ? undefined
    : { trusted: await readTrustedDocuments(schema, path), only: new Set(trustedOnly) };
};

const offersOf = ({ config, question, key, memorable }: ServeParts, { issuer }: TokenSource) => {
  if (config.isProduction || !issuer) return undefined;
  const readers = sharedViewReaders(issuer, key);
  return developmentOffers(issuer, question, memorable ? { authorityChildId: memorable, readers } : undefined);
};

/** Builds the server of an open hub and listens. */
export const serveHub = async (parts: ServeParts): Promise<Served> => {
  const { config, pools, log, systemNow, clockStart, exchange } = parts;
  const isDemoClock = clockStart !== undefined;
  const clock = domainClock({ startsAt: clockStart, systemNow });
  const tokens = await servedTokenSource({ config, systemNow });
  const serving = hubServing(servingParts(parts, clock));
  const app = await buildServer({
    schema: serving.schema,
    plugins: serving.plugins,
    stringifyResult: serving.stringifyResult,
    contextFor: serving.contextFor,
    log,
    production: config.isProduction,
    spending: { budget: newBudget(costs), systemNow },
    documents: await documentRules(config, serving.schema),
    authenticate: authenticator(tokens.rules, { isRequired: config.isProofRequired, firstUse: firstUse(pools.ledger) }),
    isProofRequired: config.isProofRequired,
    publicUrl: config.publicUrl,
    readiness: databaseReadiness({ pool: pools.admin, migrations: folder('prisma/migrations') }),
    issuer: tokens.issuer,
    exchange,
    web: {
      schema: serving.schema,
      clock,
      isDemoClock,
      documents: folder('docs'),
      offers: offersOf(parts, tokens),
    },
  });
  const listening = await listen(app, config);
  return { app, clock, isDemoClock, tokens, ...listening };
};

const requestPatienceMs = 10_000;
const idleLookMs = 50;

/** Stops accepting, lets requests under way finish for ten seconds, then cuts them off. */
export const closeServer = async (app: FastifyInstance): Promise<void> => {
  const timer = setTimeout(() => app.server.closeAllConnections(), requestPatienceMs);
  // A connection whose last request has been answered is idle, and would otherwise be waited for.
  const sweep = setInterval(() => app.server.closeIdleConnections(), idleLookMs);
  await app.close();
  clearTimeout(timer);
  clearInterval(sweep);
};
