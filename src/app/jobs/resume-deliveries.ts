import { z } from 'zod';
import { resumeDeliveries } from '../ingest/resume-deliveries.ts';
import type { JobDeps } from './deps.ts';
import { defineJob } from './job.ts';

/** Brings deliveries to their end that a stopped or killed process left unfinished. */
export const resumeDeliveriesJob = defineJob<JobDeps, z.ZodObject>({
  type: 'resume-deliveries',
  title: 'Finish files whose ingest was interrupted',
  payload: z.object({}),
  everySeconds: 300,
  run: async (deps, _payload, { signal }) => {
    await resumeDeliveries(deps, { signal });
  },
});
