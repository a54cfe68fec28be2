import type { z } from 'zod';
import type { Transaction } from '../../store/transaction.ts';

/** A worker's hold on a job. It is lost when the lease runs out and another worker takes the job over. */
export interface Lease {
  readonly attempt: number;
  /** Aborted when the hold is lost, or when the runner is told to stop and will wait no longer. */
  readonly signal: AbortSignal;
  /**
   * Makes sure, inside the transaction of an effect, that the job is still held until that transaction ends.
   * @throws LeaseLost
   */
  hold(tx: Transaction): Promise<void>;
}

/** One kind of work. It may be run more than once: its effects are repeatable, or made in a transaction that holds. */
export interface Job<Deps, Payload extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly title: string;
  readonly payload: Payload;
  /** Queued again this long after it ended, and once when the runner starts. */
  readonly everySeconds?: number;
  run(deps: Deps, payload: z.infer<Payload>, lease: Lease): Promise<void>;
}

/** A job of which the payload type is no longer asked: any of the register. */
export interface RegisteredJob<Deps> {
  readonly type: string;
  readonly title: string;
  readonly everySeconds: number | null;
  /** Parses the payload as it was queued and runs the job. */
  run(deps: Deps, payload: unknown, lease: Lease): Promise<void>;
}

/** Defines a job whose payload is checked again by the worker. */
export const defineJob = <Deps, Payload extends z.ZodType>(job: Job<Deps, Payload>): RegisteredJob<Deps> => ({
  type: job.type,
  title: job.title,
  everySeconds: job.everySeconds ?? null,
  run: async (deps, payload, lease) => job.run(deps, job.payload.parse(payload), lease),
});

/** The job was taken over by another worker; nothing of this one may be committed any more. */
export class LeaseLost extends Error {
  readonly code = 'LEASE_LOST';
  constructor() {
    super('the lease of the job was lost');
  }
}
