import type {
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../domain/viewer.ts';
import { isForEverybody, isIntrospection } from './anonymous.ts';
import { IntrospectionRefused, refusedWith, SignInRequired } from './refusals.ts';

/** What every request's context holds, whatever the schema adds. */
export interface RequestContext extends BaseContext {
  /** Null only for an anonymous request. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
}

const refuseUnlisted = (document: DocumentNode, operation: OperationDefinitionNode): void => {
  if (!isIntrospection(document, operation)) return;
  throw refusedWith(new IntrospectionRefused('Read the schema from /schema.graphql.'), 400);
};

/** An operation that is about to run. */
export type ResolvedOperation = GraphQLRequestContextDidResolveOperation<RequestContext>;

/** Lets an operation run, or throws why not. */
export type Gate = (context: ResolvedOperation) => void;

/** Refuses what an anonymous caller may not ask, and in production a listing of the schema. */
export const entrance =
  ({ production }: { readonly production: boolean }): Gate =>
  ({ document, operation, contextValue }) => {
    if (!operation || isForEverybody(document, operation)) return;
    if (!contextValue.viewer) throw refusedWith(new SignInRequired('Send an access token.'), 401);
    if (production) refuseUnlisted(document, operation);
  };

/** Passes every operation by the gates, once, in their order. */
const passing = (gates: readonly Gate[]): ((context: ResolvedOperation) => Promise<void>) => {
  const asked = new WeakMap<object, Promise<void>>();
  const pass = async (context: ResolvedOperation): Promise<void> => {
    for (const gate of gates) gate(context);
  };
  return (context) => {
    const outcome = asked.get(context) ?? pass(context);
    asked.set(context, outcome);
    return outcome;
  };
};

/**
 * The plugins, none of which begins an operation before the gates have let it pass: Apollo itself asks all plugins at
 * once, and what one refuses another would by then have read from the database.
 */
export const behindGates = <Context extends RequestContext>(
  gates: readonly Gate[],
  plugins: readonly ApolloServerPlugin<Context>[],
): ApolloServerPlugin<Context>[] => {
  const pass = passing(gates);
  return [{}, ...plugins].map((plugin) => ({
    ...plugin,
    requestDidStart: async (started) => {
      const listener = await plugin.requestDidStart?.(started);
      return {
        ...listener,
        didResolveOperation: async (context) => {
          await pass(context);
          await listener?.didResolveOperation?.(context);
        },
      };
    },
  }));
};

type Response = GraphQLRequestContextWillSendResponse<RequestContext>['response'];

const codesOf = ({ body }: Response): readonly string[] => {
  const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  return errors.map(({ extensions }) => String(extensions?.['code']));
};

/** The status of what was refused: a token that no longer stands is 401, whatever else is the caller's to mend 400. */
const refusalStatus = (codes: readonly string[], status: number | undefined): number | undefined => {
  if (codes.includes('TOKEN_REVOKED')) return 401;
  return status === 500 && !codes.includes('FAULT') ? 400 : status;
};

const malformed = new Set(['BAD_REQUEST', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/**
 * Settles the HTTP status of an answer. A refusal before execution is the caller's to mend (400), never a failure of the
 * hub. A client that reads only `application/json` gets 200 for a well-formed request whose document is refused, as
 * GraphQL over HTTP asks: such a client takes any other status for a broken connection.
 */
export const answerStatus: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      const codes = codesOf(response);
      const { http } = response;
      const status = refusalStatus(codes, http.status);
      if (status !== undefined) http.status = status;
      if (http.status !== 400 || codes.some((code) => malformed.has(code))) return;
      const accept = request.http?.headers.get('accept') ?? '';
      if (!accept.includes('application/graphql-response+json')) http.status = 200;
    },
  }),
};
