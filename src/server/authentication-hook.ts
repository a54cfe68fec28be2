import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../domain/viewer.ts';
import type { Authenticate, TokenRefusal } from './authenticate.ts';
import type { Log } from './log.ts';
import { errorBody } from './refusals.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until a token was accepted. */
    viewer: Viewer | null;
  }
}

const messages: Readonly<Record<TokenRefusal, string>> = {
  TOKEN_INVALID: 'The access token was not accepted.',
  TOKEN_EXPIRED: 'The access token has expired.',
  VIEWER_UNKNOWN: 'The access token names no organisation and role of this hub.',
  PURPOSE_NOT_PERMITTED: 'Declare a purpose that the token and the role allow.',
};

const refuse = (reply: FastifyReply, code: TokenRefusal): FastifyReply => {
  const isPurpose = code === 'PURPOSE_NOT_PERMITTED';
  const word = isPurpose ? 'insufficient_scope' : 'invalid_token';
  return reply
    .code(isPurpose ? 403 : 401)
    .header('www-authenticate', `Bearer realm="homeward", error="${word}"`)
    .send(errorBody(code, messages[code]));
};

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;

/** Settles who asks before a body is read; a token that is not accepted ends the request there. */
export const authentication =
  ({ authenticate, log }: { readonly authenticate: Authenticate; readonly log: Log }) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { authorization, 'homeward-purpose': purpose } = request.headers;
    const outcome = await authenticate({ authorization, purpose: single(purpose) });
    switch (outcome.kind) {
      case 'anonymous':
        return undefined;
      case 'viewer':
        request.viewer = outcome.viewer;
        return undefined;
      case 'refused':
        return refuse(reply, outcome.code);
      case 'unavailable': {
        const id = log.fault(outcome.error, { requestId: request.id });
        return reply
          .code(503)
          .send(errorBody('ISSUER_UNREACHABLE', 'The keys of tokens cannot be read just now.', { id }));
      }
    }
  };
