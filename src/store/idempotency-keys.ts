import { z } from 'zod';
import { select, type Transaction } from './transaction.ts';

const kept = z.object({ request_hash: z.string(), outcome: z.unknown() });

/** What was answered under a key before, or undefined. Taken inside the write lane, so no twin is under way. */
export const findOutcome = async (
  tx: Transaction,
  organisation: string,
  key: string,
): Promise<{ readonly requestHash: string; readonly outcome: unknown } | undefined> => {
  const [row] = await select(
    tx,
    kept,
    `select encode(request_hash, 'hex') request_hash, outcome from idempotency_key where organisation = $1 and key = $2`,
    [organisation, key],
  );
  return row && { requestHash: row.request_hash, outcome: row.outcome };
};

/** Keeps what is answered under a key. */
export const keepOutcome = async (
  tx: Transaction,
  {
    organisation,
    key,
    requestHash,
    outcome,
  }: {
    readonly organisation: string;
    readonly key: string;
    readonly requestHash: string;
    readonly outcome: unknown;
  },
): Promise<void> => {
  await tx.query(
    `insert into idempotency_key (organisation, key, request_hash, outcome) values ($1, $2, decode($3, 'hex'), $4)`,
    [organisation, key, requestHash, JSON.stringify(outcome)],
  );
};

/** Forgets keys older than so many days; returns how many. */
export const purgeIdempotencyKeys = async (tx: Transaction, days: number): Promise<number> => {
  const { rowCount } = await tx.query(
    `delete from idempotency_key where created_at < clock_timestamp() - make_interval(days => $1)`,
    [days],
  );
  return rowCount ?? 0;
};
