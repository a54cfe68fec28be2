import { z } from 'zod';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

/** Has partner authorities put their names under what this hub’s ledger has grown to. */
export const exchangeWitnessJob = defineJob<JobDeps, z.ZodObject>({
  type: 'exchange-witness',
  title: 'Have partner authorities witness the growth of the ledger',
  payload: z.object({}),
  everySeconds: 60,
  run: async ({ exchange }) => {
    await exchange?.askWitnesses();
  },
});
