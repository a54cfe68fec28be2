import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextWillSendResponse } from '@apollo/server';
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

const challenge = new Map([['www-authenticate', 'Bearer realm="homeward"']]);

const refuseUnlisted = (document: DocumentNode, operation: OperationDefinitionNode): void => {
  if (!isIntrospection(document, operation)) return;
  throw refusedWith(new IntrospectionRefused('Read the schema from /schema.graphql.'), 400);
};

/** Refuses, before anything is executed, what an anonymous caller may not ask, and in production a listing of the schema. */
export const entrance = ({ production }: { readonly production: boolean }): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, contextValue }) => {
      if (!operation || isForEverybody(document, operation)) return;
      if (!contextValue.viewer) throw refusedWith(new SignInRequired('Send an access token.'), 401, challenge);
      if (production) refuseUnlisted(document, operation);
    },
  }),
});

type Response = GraphQLRequestContextWillSendResponse<RequestContext>['response'];

const codesOf = ({ body }: Response): readonly string[] => {
  const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  return errors.map(({ extensions }) => String(extensions?.['code']));
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
      if (http.status === 500 && !codes.includes('FAULT')) http.status = 400;
      if (http.status !== 400 || codes.some((code) => malformed.has(code))) return;
      const accept = request.http?.headers.get('accept') ?? '';
      if (!accept.includes('application/graphql-response+json')) http.status = 200;
    },
  }),
};
