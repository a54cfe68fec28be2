import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../domain/viewer.ts';
import type { Authenticate, TokenRefusal } from './authenticate.ts';
import { challenge } from './challenge.ts';
import type { Log } from './log.ts';
import { errorBody } from './refusals.ts';
import { requestAddress } from './request-address.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until a token was accepted. */
    viewer: Viewer | null;
  }
}

/** How requests say who asks, and what they are told of it. */
export interface AuthenticationParts {
  readonly authenticate: Authenticate;
  readonly log: Log;
  /** The address under which clients reach the hub, where another server stands before it. */
  readonly publicUrl?: string | undefined;
  /** Whether every token must come with a proof of possession. */
  readonly isProofRequired?: boolean | undefined;
}

const messages: Readonly<Record<TokenRefusal, string>> = {
  TOKEN_INVALID: 'The access token was not accepted.',
  TOKEN_EXPIRED: 'The access token has expired.',
  PROOF_REQUIRED: 'Send the access token as DPoP, with a proof of possession.',
  PROOF_INVALID: 'The proof of possession was not accepted.',
  VIEWER_UNKNOWN: 'The access token names no organisation and role of this hub.',
  PURPOSE_NOT_PERMITTED: 'Declare a purpose that the token and the role allow.',
};

const challengeError = (code: TokenRefusal) => {
  if (code === 'PURPOSE_NOT_PERMITTED') return 'insufficient_scope';
  return code === 'PROOF_INVALID' ? 'invalid_dpop_proof' : 'invalid_token';
};

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;

/** Settles who asks before a body is read; a token that is not accepted ends the request there. */
export const authentication =
  ({ authenticate, log, publicUrl, isProofRequired = false }: AuthenticationParts) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { authorization, 'homeward-purpose': purpose, dpop } = request.headers;
    const outcome = await authenticate({
      authorization,
      purpose: single(purpose),
      proof: single(dpop),
      method: request.method,
      address: requestAddress(publicUrl, request),
    });
    switch (outcome.kind) {
      case 'anonymous':
        return undefined;
      case 'viewer':
        request.viewer = outcome.viewer;
        return undefined;
      case 'refused': {
        const { code } = outcome;
        return reply
          .code(code === 'PURPOSE_NOT_PERMITTED' ? 403 : 401)
          .header('www-authenticate', challenge(isProofRequired, challengeError(code)))
          .send(errorBody(code, messages[code]));
      }
      case 'unavailable': {
        const id = log.fault(outcome.error, { requestId: request.id });
        return reply
          .code(503)
          .send(errorBody('ISSUER_UNREACHABLE', 'The keys of tokens cannot be read just now.', { id }));
      }
    }
  };

/** Says with every 401 how to present a token: with one that was accepted until its request, that it no longer is. */
export const challenging =
  ({ isProofRequired = false }: Pick<AuthenticationParts, 'isProofRequired'>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (reply.statusCode !== 401 || reply.hasHeader('www-authenticate')) return;
    reply.header('www-authenticate', challenge(isProofRequired, request.viewer ? 'invalid_token' : undefined));
  };
