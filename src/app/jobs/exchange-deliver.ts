import { z } from 'zod';
import { deliverQueued } from '../exchange/deliver-queued.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

const AT_ONCE = 50;

/** Sends what waits for other authorities, again and again until they sign for it. */
export const exchangeDeliverJob = defineJob<JobDeps, z.ZodObject>({
  type: 'exchange-deliver',
  title: 'Send messages to other authorities until they are receipted',
  payload: z.object({}),
  everySeconds: 5,
  run: async ({ exchange, clock }, _payload, { signal }) => {
    let receipted = AT_ONCE;
    while (exchange && receipted === AT_ONCE && !signal.aborted) {
      receipted = await deliverQueued(exchange.deps, exchange.transport, { now: clock.now(), limit: AT_ONCE });
    }
  },
});
