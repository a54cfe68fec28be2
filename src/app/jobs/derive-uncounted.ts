import { z } from 'zod';
import { deriveUncounted } from '../derive-uncounted.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

/** Brings a database of before migration 0009 to where reports count all of it, while the hub is served. */
export const deriveUncountedJob = defineJob<JobDeps, z.ZodObject>({
  type: 'derive-uncounted',
  title: 'Count the answers of notifications scored before answers were kept as bits',
  payload: z.object({}),
  everySeconds: 3_600,
  run: async (deps, _payload, { signal, hold }) => {
    await deriveUncounted(deps, { signal, hold });
  },
});
