import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Cosigning } from '../../app/exchange/cosign-partner.ts';
import type { Reception } from '../../app/exchange/receive-envelope.ts';
import { errorBody } from '../refusals.ts';
import { exchangeMediaType } from './transport.ts';

/** ★ Bytes of an envelope: a result with every field at length has some 200,000. */
const bodyBytes = 400_000;

/** What a hub does with what other authorities’ hubs send. */
export interface ExchangeDoor {
  /** Takes an envelope in. */
  readonly take: (envelope: string) => Promise<Reception>;
  /** Puts the hub’s name under a partner’s checkpoint. */
  readonly cosign: (request: string) => Promise<Cosigning>;
}

const notBelieved: Cosigning = { kind: 'REFUSED', reason: 'NOT_BELIEVED' };

const shape = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * `POST /exchange`: another authority’s hub sends a message. There is no token: the signature says who it is. The answer
 * is a signed receipt, a 409 where an earlier message has to come first, or a 403 that explains nothing.
 * `POST /exchange/checkpoint`: it has its ledger’s growth witnessed.
 */
export const exchangeRoutes =
  ({ take, cosign }: ExchangeDoor): FastifyPluginAsync =>
  async (app: FastifyInstance) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      exchangeMediaType,
      { parseAs: 'string', bodyLimit: bodyBytes },
      async (_request: FastifyRequest, body: string) => body,
    );
    app.post('/exchange/checkpoint', { bodyLimit: bodyBytes }, async ({ body }, reply) => {
      const isShaped = typeof body === 'string' && shape.test(body);
      return reply.type('application/json').send(isShaped ? await cosign(body) : notBelieved);
    });
    app.post('/exchange', { bodyLimit: bodyBytes }, async ({ body }, reply) => {
      const isShaped = typeof body === 'string' && shape.test(body);
      const reception: Reception = isShaped ? await take(body) : { kind: 'NOT_BELIEVED', fault: 'MALFORMED' };
      switch (reception.kind) {
        case 'RECEIPT':
          return reply.type(exchangeMediaType).send(reception.receipt);
        case 'NOT_YET':
          return reply.code(409).send(errorBody('NOT_YET', 'An earlier message has to come first: send it again.'));
        case 'NOT_BELIEVED':
          return reply.code(403).send(errorBody('NOT_BELIEVED', 'The message is not believed.'));
      }
    });
  };
