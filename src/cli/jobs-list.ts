import { z } from 'zod';
import { jobStates, openJobDesk } from '../store/job-desk.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';

/** `homeward jobs list`: what the hub has done, does and could not do in the background. */
export const jobsListCommand = command({
  name: 'jobs list',
  summary: 'list background work, newest first',
  options: [
    { flags: '--state <state>', summary: `only jobs that stand so: ${jobStates.join(', ')}` },
    { flags: '--limit <number>', summary: 'how many at most (default 50)' },
  ],
  input: z.object({
    state: z.enum(jobStates).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(50),
  }),
  run: (deps, { state, limit }) =>
    withHub(deps, async ({ url }) => {
      const desk = openJobDesk(url);
      try {
        const jobs = await desk.list({ state: state ?? null, limit });
        const lines = jobs.map(
          (job) =>
            `${job.id}  ${job.state}  ${job.type}  ${job.runAt}  ${job.attempts}/${job.maxAttempts}  ${job.lastError ?? ''}`,
        );
        return { value: { jobs }, text: lines.join('\n').trimEnd() || 'no jobs' };
      } finally {
        await desk.close();
      }
    }),
});
