import { z } from 'zod';
import { purgeIdempotencyKeys } from '../../store/idempotency-keys.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

/** How long a repeated request is recognised. */
const KEPT_DAYS = 7;

/** Forgets idempotency keys that nobody will repeat any more. */
export const purgeIdempotencyKeysJob = defineJob<JobDeps, z.ZodObject>({
  type: 'purge-idempotency-keys',
  title: 'Forget idempotency keys older than a week',
  payload: z.object({}),
  everySeconds: 86_400,
  run: async ({ pools }, _payload, lease) => {
    await inTransaction(pools.ingest, async (tx) => {
      await lease.hold(tx);
      await purgeIdempotencyKeys(tx, KEPT_DAYS);
    });
  },
});
