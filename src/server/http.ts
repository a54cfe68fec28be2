import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Viewer } from '../domain/viewer.ts';
import { type AuthenticationParts, authentication, challenging } from './authentication-hook.ts';
import { chargeRequest } from './cost/charge-request.ts';
import { type DocumentRules, documentHook } from './documents/document-hook.ts';
import { type ExchangeDoor, exchangeRoutes } from './exchange/routes.ts';
import { type GraphqlParts, startGraphql } from './graphql.ts';
import type { RequestContext } from './graphql-plugins.ts';
import { healthRoutes, type Readiness } from './health.ts';
import type { DevelopmentIssuer } from './issuer/issuer.ts';
import { issuerRoutes } from './issuer/routes.ts';
import { BodyRefused, readJsonBody } from './json-body.ts';
import { limits } from './limits/limits.ts';
import type { Log } from './log.ts';
import { errorBody } from './refusals.ts';
import { type WebParts, webRoutes } from './web/routes.ts';

/** What is known of a request when its context is made. */
export interface IncomingRequest {
  readonly viewer: Viewer | null;
  readonly requestId: string;
}

export interface ServerParts<Context extends RequestContext> extends GraphqlParts<Context>, AuthenticationParts {
  readonly contextFor: (request: IncomingRequest) => Context | Promise<Context>;
  readonly readiness: () => Promise<Readiness>;
  /** The documents the hub has agreed to, and who may send no others. */
  readonly documents?: DocumentRules | undefined;
  /** The development issuer, where one runs. */
  readonly issuer?: DevelopmentIssuer | undefined;
  /** Where the hub speaks with other authorities. */
  readonly exchange?: ExchangeDoor | undefined;
  /** The landing page, the explorer and the published schema, where they are wanted. */
  readonly web?: WebParts | undefined;
}

/** ★ How long a connection may take, in milliseconds, before it is closed. */
const timeouts = {
  /** A whole request, from its first byte to its last: slow senders hold no connection. */
  requestTimeout: 30_000,
  /** Its headers alone. */
  http: { headersTimeout: 10_000 },
  /** A connection on which nothing is asked; longer than the minute after which most proxies give one up. */
  keepAliveTimeout: 72_000,
} as const;

const refusalOf = ({ statusCode, code }: FastifyError): readonly [number, string, string] | undefined => {
  if (statusCode === 413) return [413, 'BODY_TOO_LARGE', `Send at most ${limits.bodyBytes} bytes.`];
  if (statusCode === 415) return [415, 'MEDIA_TYPE_UNSUPPORTED', 'Send application/json.'];
  if (statusCode === 400 && (code?.startsWith('FST_ERR_CTP') || code === undefined)) {
    return [400, 'BODY_NOT_JSON', 'The body is not a JSON object.'];
  }
  if (statusCode !== undefined && statusCode < 500)
    return [statusCode, 'BAD_REQUEST', 'The request is not understood.'];
  return undefined;
};

const answerErrors = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof BodyRefused) return reply.code(400).send(errorBody(error.code, error.message));
    const known = refusalOf(error);
    if (known) return reply.code(known[0]).send(errorBody(known[1], known[2]));
    const id = log.fault(error, { requestId: request.id });
    return reply.code(500).send(errorBody('FAULT', 'Internal fault', { id }));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('NOT_FOUND', 'There is nothing here.')));
};

const logRequests = (app: FastifyInstance, log: Log): void => {
  app.addHook('onResponse', async (request, reply) => {
    const { viewer } = request;
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      ...(viewer && { organisation: viewer.organisation, role: viewer.role, purpose: viewer.purpose }),
    });
  });
};

/** A small body that unpacks into a large one is refused unread. */
const refuseEncoded = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return undefined;
  return reply.code(415).send(errorBody('CONTENT_ENCODING_UNSUPPORTED', 'Send the body as it is.'));
};

/** Only JSON is read, and strictly. */
const readBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) =>
    readJsonBody(body),
  );
};

const otherMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const graphqlRoutes = <Context extends RequestContext>(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  parts: ServerParts<Context>,
): void => {
  app.route({
    method: 'POST',
    url: '/graphql',
    onSend: challenging(parts),
    onRequest: [refuseEncoded, authentication(parts), chargeRequest(parts.spending)],
    preHandler: documentHook(parts.documents),
    handler: fastifyApolloHandler(apollo, {
      context: async ({ viewer, id }: FastifyRequest) => parts.contextFor({ viewer, requestId: id }),
    }),
  });
  app.route({
    method: otherMethods,
    url: '/graphql',
    handler: (_request: FastifyRequest, reply: FastifyReply) =>
      reply.code(405).header('allow', 'POST').send(errorBody('METHOD_NOT_ALLOWED', 'Send a POST.')),
  });
};

/** Builds the hub's server, ready to listen: GraphQL, health, and where wanted the issuer and the pages. */
export const buildServer = async <Context extends RequestContext>(
  parts: ServerParts<Context>,
): Promise<FastifyInstance> => {
  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    genReqId: () => randomUUID(),
    ...timeouts,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
  });
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
  logRequests(app, parts.log);
  answerErrors(app, parts.log);
  readBodies(app);
  const apollo = await startGraphql(parts);
  app.addHook('onClose', () => apollo.stop());
  graphqlRoutes(app, apollo, parts);
  healthRoutes(app, parts.readiness);
  if (parts.exchange) await app.register(exchangeRoutes(parts.exchange));
  if (parts.issuer) await app.register(issuerRoutes(parts.issuer), { prefix: '/issuer' });
  if (parts.web) webRoutes(app, parts.web);
  return app;
};
