import { setTimeout as wait } from 'node:timers/promises';
import { inTransaction } from '../../store/transaction.ts';
import { enqueueNext, runNextJob, type WorkDeps, type Worker } from './run-job.ts';

export interface RunnerOptions<Deps> extends Worker<Deps> {
  /** How many jobs run at once. */
  readonly concurrency: number;
  /** How long to rest when nothing is due. */
  readonly pollMs: number;
  /** Stops claiming; jobs that run are told, and waited for. */
  readonly signal: AbortSignal;
  /** Told of faults of the runner itself, e.g. a lost connection; it rests and goes on. */
  readonly onFault: (error: unknown) => void;
}

/** A running runner. */
export interface Runner {
  /** Settles when the signal was given and every job that ran has ended. */
  readonly stopped: Promise<void>;
}

const work = async <Deps>(deps: Deps & WorkDeps, options: RunnerOptions<Deps>): Promise<void> => {
  const { signal, pollMs, onFault } = options;
  while (!signal.aborted) {
    const outcome = await runNextJob(deps, options, signal).catch((error: unknown) => {
      onFault(error);
      return undefined;
    });
    if (outcome === undefined) await wait(pollMs, undefined, { signal }).catch(() => undefined);
  }
};

/** Queues the recurring jobs and works whatever is due until told to stop. */
export const startRunner = async <Deps>(deps: Deps & WorkDeps, options: RunnerOptions<Deps>): Promise<Runner> => {
  await inTransaction(deps.pools.ingest, async (tx) => {
    for (const job of options.jobs) await enqueueNext(tx, job, 0);
  });
  const workers = Array.from({ length: options.concurrency }, () => work(deps, options));
  return { stopped: Promise.all(workers).then(() => undefined) };
};
