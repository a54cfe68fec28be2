import type { FastifyInstance } from 'fastify';
import type { DevelopmentIssuer } from './issuer.ts';

/** Serves the development issuer; it reads its own bodies, so this part of the server leaves them alone. */
export const issuerRoutes =
  (issuer: DevelopmentIssuer) =>
  async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.all('/*', async (request, reply) => {
      reply.hijack();
      const { raw } = request;
      Object.assign(raw, { originalUrl: raw.url });
      raw.url = (raw.url ?? '/').slice(app.prefix.length);
      await issuer.handle(raw, reply.raw);
    });
  };
