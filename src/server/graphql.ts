import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Spending } from './cost/budget.ts';
import { costGate } from './cost/cost-gate.ts';
import { errorFormatter } from './format-error.ts';
import { answerStatus, behindGates, entrance, type RequestContext } from './graphql-plugins.ts';
import { limitRules } from './limits/index.ts';
import { limits } from './limits/limits.ts';
import type { Log } from './log.ts';
import { stepUpGate } from './step-up-gate.ts';

export interface GraphqlParts<Context extends RequestContext> {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly production: boolean;
  /** Whether every token must come with a proof of possession; what a client is told of signing in again says so. */
  readonly isProofRequired?: boolean | undefined;
  /** What each caller may spend; without it only the cost of one operation is bounded. */
  readonly spending?: Spending | undefined;
  /** The planner, the ledger: what answers an operation in the resolvers' stead or watches it. */
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  /** Writes an answer as text, for a plugin whose answer is text already. */
  readonly stringifyResult?: NonNullable<ApolloServerOptions<Context>['stringifyResult']>;
}

/** What a library has to say may quote anything, so only the fact that it spoke is kept. */
const quietLogger = (log: Log) => {
  const notice = () => log.warn('library-notice');
  return { debug: () => undefined, info: () => undefined, warn: notice, error: notice };
};

/** Starts the GraphQL server: strict about what it reads, silent about what it is made of. */
export const startGraphql = async <Context extends RequestContext>(
  parts: GraphqlParts<Context>,
): Promise<ApolloServer<Context>> => {
  const server = new ApolloServer<Context>({
    schema: parts.schema,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ...behindGates([entrance(parts), stepUpGate(parts), costGate(parts)], parts.plugins ?? []),
      answerStatus,
    ],
    formatError: errorFormatter(parts.log),
    validationRules: [...limitRules],
    // Ours is finer: `entrance` refuses by who asks, and knows that the name of a type is no secret.
    introspection: true,
    maxRecursiveSelections: limits.selections,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: limits.errors },
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    logger: quietLogger(parts.log),
    ...(parts.stringifyResult && { stringifyResult: parts.stringifyResult }),
  });
  await server.start();
  return server;
};
