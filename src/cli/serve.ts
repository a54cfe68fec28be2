import { z } from 'zod';
import { command } from './command.ts';

/** `homeward serve`: the hub, as `npm start` runs it; when asked to end it stops everything in its order. */
export const serveCommand = command({
  name: 'serve',
  summary: 'start the hub and serve it until it is asked to end',
  input: z.object({}),
  run: async (deps) => {
    // The server takes most of a second to load, and every command loads this file.
    const { serveUntilAsked } = await import('./serve-until-asked.ts');
    await serveUntilAsked(deps);
    return undefined;
  },
});
