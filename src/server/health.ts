import type { FastifyInstance } from 'fastify';

/** Whether the hub can answer, or a plain sentence on why not. */
export type Readiness = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Serves whether the process is up and whether it can answer. */
export const healthRoutes = (app: FastifyInstance, readiness: () => Promise<Readiness>): void => {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const state = await readiness();
    return reply
      .code(state.ok ? 200 : 503)
      .send(state.ok ? { status: 'ready' } : { status: 'not ready', reason: state.reason });
  });
};
