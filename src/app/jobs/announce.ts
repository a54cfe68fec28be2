import { z } from 'zod';
import { announceWaiting } from '../../store/outbox.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

const AT_ONCE = 500;

/** Tells every organisation that reaches a child what happened to it, once. */
export const announceJob = defineJob<JobDeps, z.ZodObject>({
  type: 'announce',
  title: 'Make notices of what happened for those with a relationship to the child',
  payload: z.object({}),
  everySeconds: 60,
  run: async ({ pools, clock }, _payload, lease) => {
    let told = AT_ONCE;
    while (told === AT_ONCE && !lease.signal.aborted) {
      told = await inTransaction(pools.ingest, async (tx) => {
        await lease.hold(tx);
        return announceWaiting(tx, clock.now(), AT_ONCE);
      });
    }
  },
});
