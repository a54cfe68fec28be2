import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../domain/errors.ts';
import {
  type ClaimedJob,
  claimJob,
  completeJob,
  enqueue,
  extendLease,
  failJob,
  holdJob,
  retryJob,
} from '../../store/jobs.ts';
import type { Pools } from '../../store/pools.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { LeaseLost, type RegisteredJob } from './job.ts';

/** Who works, on which jobs, and for how long a hold stands without a sign of life. */
export interface Worker<Deps> {
  readonly jobs: readonly RegisteredJob<Deps>[];
  readonly name: string;
  readonly leaseSeconds: number;
}

/** What every worker needs, whatever its jobs need. */
export interface WorkDeps {
  readonly pools: Pick<Pools, 'ingest'>;
}

/** How a job ended. */
export type JobOutcome = 'DONE' | 'RETRIED' | 'FAILED' | 'LOST';

const FIRST_RETRY_SECONDS = 2;
const LONGEST_RETRY_SECONDS = 3600;

const delayOf = (attempt: number): number => Math.min(FIRST_RETRY_SECONDS ** attempt, LONGEST_RETRY_SECONDS);

// A fault's own words may quote a child's record; its name and code do not.
const nameOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.code;
  if (!(error instanceof Error)) return 'unknown fault';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
};

interface Ending<Deps> {
  readonly job: RegisteredJob<Deps>;
  readonly claimed: ClaimedJob;
}

/** Queues the next run of a recurring job. */
export const enqueueNext = async <Deps>(
  tx: Transaction,
  { type, everySeconds }: RegisteredJob<Deps>,
  delaySeconds: number,
): Promise<void> => {
  if (everySeconds !== null) await enqueue(tx, { type, key: '', payload: {}, delaySeconds });
};

const succeed = <Deps>({ pools }: WorkDeps, { job, claimed }: Ending<Deps>): Promise<JobOutcome> =>
  inTransaction(pools.ingest, async (tx) => {
    if (!(await completeJob(tx, claimed))) return 'LOST';
    await enqueueNext(tx, job, job.everySeconds ?? 0);
    return 'DONE';
  });

const stumble = <Deps>({ pools }: WorkDeps, { job, claimed }: Ending<Deps>, error: unknown): Promise<JobOutcome> =>
  inTransaction(pools.ingest, async (tx) => {
    const name = nameOf(error);
    const mayRetry = claimed.attempts < claimed.maxAttempts;
    if (mayRetry && (await retryJob(tx, claimed, name, delayOf(claimed.attempts)))) return 'RETRIED';
    if (!(await failJob(tx, claimed, name))) return 'LOST';
    await enqueueNext(tx, job, job.everySeconds ?? 0);
    return 'FAILED';
  });

/** Shows signs of life while the job runs; aborts `lost` once another worker has it. */
const keepAlive = async (
  { pools }: WorkDeps,
  claimed: ClaimedJob,
  leaseSeconds: number,
  { ended, lost }: { readonly ended: AbortSignal; readonly lost: AbortController },
): Promise<void> => {
  while (!ended.aborted) {
    const isOver = await wait((leaseSeconds * 1000) / 3, false, { signal: ended }).catch(() => true);
    if (isOver) return;
    const isHeld = await inTransaction(pools.ingest, (tx) => extendLease(tx, claimed, leaseSeconds)).catch(() => true);
    if (!isHeld) lost.abort(new LeaseLost());
  }
};

const perform = async <Deps>(
  deps: Deps & WorkDeps,
  { job, claimed }: Ending<Deps>,
  { leaseSeconds }: Worker<Deps>,
  signal: AbortSignal,
): Promise<void> => {
  const ended = new AbortController();
  const lost = new AbortController();
  const alive = keepAlive(deps, claimed, leaseSeconds, { ended: ended.signal, lost });
  const hold = async (tx: Transaction) => {
    if (!(await holdJob(tx, claimed))) throw new LeaseLost();
  };
  try {
    const stopping = AbortSignal.any([signal, lost.signal]);
    await job.run(deps, claimed.payload, { attempt: claimed.attempts, signal: stopping, hold });
  } finally {
    ended.abort();
    await alive;
  }
};

/** Claims the job that is due and runs it to its end; undefined where none is due. */
export const runNextJob = async <Deps>(
  deps: Deps & WorkDeps,
  worker: Worker<Deps>,
  signal: AbortSignal,
): Promise<JobOutcome | undefined> => {
  const { jobs, name, leaseSeconds } = worker;
  const types = jobs.map(({ type }) => type);
  const claimed = await inTransaction(deps.pools.ingest, (tx) => claimJob(tx, { types, worker: name, leaseSeconds }));
  const job = jobs.find(({ type }) => type === claimed?.type);
  if (!claimed || !job) return undefined;
  try {
    await perform(deps, { job, claimed }, worker, signal);
  } catch (error) {
    return stumble(deps, { job, claimed }, error);
  }
  return succeed(deps, { job, claimed });
};
