import { z } from 'zod';
import { inTransaction } from '../../store/transaction.ts';
import { takeSteps } from '../chase/take-steps.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

const AT_ONCE = 500;

/** Reminds forces of questions that wait for an answer, and tells who has to know that none came. */
export const chaseJob = defineJob<JobDeps, z.ZodObject>({
  type: 'chase',
  title: 'Remind forces of what their notifications left out, and escalate what is overdue',
  payload: z.object({}),
  everySeconds: 300,
  run: async ({ pools, clock }, _payload, lease) => {
    let told = 1;
    while (told > 0 && !lease.signal.aborted) {
      told = await inTransaction(pools.ingest, async (tx) => {
        await lease.hold(tx);
        return takeSteps(tx, clock.now(), AT_ONCE);
      });
    }
  },
});
