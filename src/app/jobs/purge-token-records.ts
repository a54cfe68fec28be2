import { z } from 'zod';
import { purgeTokenRecords } from '../../store/token-proofs.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

/** A day more than the oldest token the hub believes, whatever its expiry says: nothing it revoked can come back. */
const REVOCATIONS_KEPT_DAYS = 31;

/** Forgets proofs and revocations of tokens that are too old to be accepted. */
export const purgeTokenRecordsJob = defineJob<JobDeps, z.ZodObject>({
  type: 'purge-token-records',
  title: 'Forget proofs and revocations of tokens that are too old to be accepted',
  payload: z.object({}),
  everySeconds: 600,
  run: async ({ pools }, _payload, lease) => {
    await inTransaction(pools.ingest, async (tx) => {
      await lease.hold(tx);
      await purgeTokenRecords(tx, REVOCATIONS_KEPT_DAYS);
    });
  },
});
