import type { Log } from './log.ts';

/** Something that is stopped when the hub ends. */
export interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
  /** How long the step may take before the next begins. */
  readonly patienceMs: number;
}

const overtime = (milliseconds: number, signal: AbortSignal): Promise<'late'> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });

/** Stops each in its order; one that fails or dawdles is logged and does not keep the others from stopping. */
export const stopInOrder = async (steps: readonly Step[], log: Log): Promise<void> => {
  for (const { name, stop, patienceMs } of steps) {
    const done = new AbortController();
    try {
      const outcome = await Promise.race([stop(), overtime(patienceMs, done.signal)]);
      if (outcome === 'late') log.warn('stop-step-failed', { step: name });
    } catch (error) {
      log.fault(error, { step: name });
    } finally {
      done.abort();
    }
  }
};

/** Resolves when the signal is raised, at once where it was already. */
export const raised = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
