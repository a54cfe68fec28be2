import { z } from 'zod';
import { openJobDesk } from '../store/job-desk.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';

/** `homeward jobs retry`: puts a failed job back into the queue. */
export const jobsRetryCommand = command({
  name: 'jobs retry',
  summary: 'put a failed job back into the queue',
  arguments: [{ syntax: '<id>', summary: 'the job, as `jobs list` names it' }],
  input: z.object({ id: z.uuid() }),
  run: (deps, { id }) =>
    withHub(deps, async ({ url }) => {
      const desk = openJobDesk(url);
      try {
        await desk.retry(id);
        return { value: { retried: id }, text: `${id} waits to be run again` };
      } finally {
        await desk.close();
      }
    }),
});
