import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { select, type Transaction } from './transaction.ts';

/** Work to be done once this transaction is committed. */
export interface NewJob {
  readonly type: string;
  /** At most one waiting job of a type has this key. */
  readonly key: string;
  readonly payload: unknown;
  readonly delaySeconds?: number;
  readonly maxAttempts?: number;
}

/**
 * Queues a job, unless one of its type and key is waiting already; that one is then not started before this
 * transaction ends, so that it sees what this transaction wrote.
 */
export const enqueue = async (tx: Transaction, job: NewJob): Promise<void> => {
  await tx.query(
    `insert into job (id, type, key, payload, run_at, max_attempts)
     values ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5), $6)
     on conflict (type, key) where state = 'WAITING' do update set run_at = least(job.run_at, excluded.run_at)`,
    [randomUUID(), job.type, job.key, JSON.stringify(job.payload), job.delaySeconds ?? 0, job.maxAttempts ?? 10],
  );
};

const claimedRow = z.object({
  id: z.string(),
  type: z.string(),
  key: z.string(),
  payload: z.unknown(),
  attempts: z.int(),
  maxAttempts: z.int(),
  fence: z.string(),
});
/** A job in the hands of one worker; `fence` proves that it still is. */
export type ClaimedJob = Readonly<z.infer<typeof claimedRow>>;

export interface Claim {
  readonly types: readonly string[];
  readonly worker: string;
  readonly leaseSeconds: number;
}

const DUE = `(state = 'WAITING' and run_at <= clock_timestamp()) or (state = 'RUNNING' and lease_until < clock_timestamp())`;

/** Claims the job that has been due longest, or undefined; an expired lease is taken over while attempts are left. */
export const claimJob = async (
  tx: Transaction,
  { types, worker, leaseSeconds }: Claim,
): Promise<ClaimedJob | undefined> => {
  await tx.query(
    `update job set state = 'FAILED', last_error = 'LEASE_LOST', finished_at = clock_timestamp()
     where state = 'RUNNING' and lease_until < clock_timestamp() and attempts >= max_attempts`,
  );
  const rows = await select(
    tx,
    claimedRow,
    `update job set state = 'RUNNING', worker = $2, attempts = attempts + 1, fence = fence + 1,
       lease_until = clock_timestamp() + make_interval(secs => $3)
     where id = (select id from job where type = any($1::text[]) and (${DUE}) order by run_at limit 1
       for update skip locked)
     returning id, type, key, payload, attempts, max_attempts "maxAttempts", fence`,
    [types, worker, leaseSeconds],
  );
  return rows[0];
};

/** The part of a claimed job that proves who holds it. */
export type Hold = Pick<ClaimedJob, 'id' | 'fence'>;

const HELD = `id = $1 and fence = $2 and state = 'RUNNING'`;

/** Prolongs the lease; false where another worker has taken the job over. */
export const extendLease = async (tx: Transaction, { id, fence }: Hold, leaseSeconds: number): Promise<boolean> => {
  const sql = `update job set lease_until = clock_timestamp() + make_interval(secs => $3) where ${HELD}`;
  return (await tx.query(sql, [id, fence, leaseSeconds])).rowCount === 1;
};

/** Whether the worker still holds the job; it cannot be taken over before this transaction ends. */
export const holdJob = async (tx: Transaction, { id, fence }: Hold): Promise<boolean> =>
  (await tx.query(`select 1 from job where ${HELD} for update`, [id, fence])).rowCount === 1;

/** Notes that the job is done; false where another worker has taken it over. */
export const completeJob = async (tx: Transaction, { id, fence }: Hold): Promise<boolean> => {
  const sql = `update job set state = 'DONE', finished_at = clock_timestamp(), lease_until = null where ${HELD}`;
  return (await tx.query(sql, [id, fence])).rowCount === 1;
};

/** Gives the job up for good; false where another worker has taken it over. */
export const failJob = async (tx: Transaction, { id, fence }: Hold, error: string): Promise<boolean> => {
  const sql = `update job set state = 'FAILED', last_error = $3, finished_at = clock_timestamp(), lease_until = null
    where ${HELD}`;
  return (await tx.query(sql, [id, fence, error])).rowCount === 1;
};

/** Queues the job again after a delay; false where it is lost or a twin of it waits already. */
export const retryJob = async (
  tx: Transaction,
  { id, fence }: Hold,
  error: string,
  delaySeconds: number,
): Promise<boolean> => {
  const sql = `update job set state = 'WAITING', last_error = $3, lease_until = null,
      run_at = clock_timestamp() + make_interval(secs => $4)
    where ${HELD} and not exists (select 1 from job twin
      where twin.type = job.type and twin.key = job.key and twin.state = 'WAITING')`;
  return (await tx.query(sql, [id, fence, error, delaySeconds])).rowCount === 1;
};
