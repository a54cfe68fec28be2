import { z } from 'zod';
import { escalateOverdue } from '../exchange/escalate-overdue.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

const AT_ONCE = 100;

/** Lets unanswered requests lapse, and tells duty managers what other authorities, or one’s own, owe. */
export const exchangeEscalateJob = defineJob<JobDeps, z.ZodObject>({
  type: 'exchange-escalate',
  title: 'End requests no authority answered, and escalate what is overdue',
  payload: z.object({}),
  everySeconds: 60,
  run: async ({ exchange, clock }, _payload, { signal }) => {
    let told = AT_ONCE;
    while (exchange && told === AT_ONCE && !signal.aborted) {
      told = await escalateOverdue(exchange.deps, { now: clock.now(), limit: AT_ONCE });
    }
  },
});
