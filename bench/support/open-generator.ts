import { z } from 'zod';
import { ask, endProcess, startProcess } from './contender.ts';
import { type OpenLoadOrder, type OpenLoadResult, openLoadResult } from './open-load.ts';

const failed = z.object({ error: z.string() });

/** A load generator in a process of its own. */
export interface OpenGenerator {
  readonly run: (order: OpenLoadOrder) => Promise<OpenLoadResult>;
  readonly end: () => Promise<void>;
}

/** Starts one. */
export const startOpenGenerator = (): OpenGenerator => {
  const child = startProcess('support/open-load-process.ts');
  child.setMaxListeners(0);
  return {
    run: async (order) => {
      const answer = await ask(child, order);
      const failure = failed.safeParse(answer);
      if (failure.success) throw new Error(failure.data.error);
      return openLoadResult.parse(answer);
    },
    end: () => endProcess(child),
  };
};
