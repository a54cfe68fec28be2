import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { InvalidRequest, KeyReused } from '../domain/errors.ts';
import type { Viewer } from '../domain/viewer.ts';
import { findOutcome, keepOutcome } from '../store/idempotency-keys.ts';
import { takeLane } from '../store/lane.ts';
import type { Pools } from '../store/pools.ts';
import { refuseRevoked } from '../store/token-revocations.ts';
import { inTransaction, refusedValue, type Transaction } from '../store/transaction.ts';

const keyLength = { least: 8, most: 100 } as const;

/** A request that may arrive more than once and must have one effect. */
export interface OnceRequest<Outcome> {
  readonly viewer: Viewer;
  /** The caller's own key, 8 to 100 characters. */
  readonly idempotencyKey: string;
  /** All that makes the request what it is: the same key with another is refused. */
  readonly request: readonly (string | Uint8Array)[];
  /** How the outcome is read back when the request is repeated. */
  readonly outcome: z.ZodType<Outcome>;
  /** The field named where the store cannot hold a value of the request. */
  readonly field: string;
}

const hashOf = (parts: OnceRequest<unknown>['request']): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

const checkKey = (key: string): void => {
  if (key.length < keyLength.least || key.length > keyLength.most) {
    throw new InvalidRequest(`idempotencyKey: ${keyLength.least} to ${keyLength.most} characters`);
  }
};

/**
 * Does the work in the ordered write lane, given its known time, in one transaction with the note that it is done; the same request with the
 * same key again answers what was answered then.
 * @throws InvalidRequest, KeyReused, TokenRevoked, and whatever the work refuses
 */
export const once = async <Outcome extends object>(
  pools: Pick<Pools, 'ingest'>,
  { viewer, idempotencyKey: key, request, outcome: schema, field }: OnceRequest<Outcome>,
  work: (tx: Transaction, knownAt: string) => Promise<Outcome>,
): Promise<Outcome & { readonly repeated: boolean }> => {
  checkKey(key);
  const requestHash = hashOf(request);
  try {
    return await inTransaction(pools.ingest, async (tx) => {
      const knownAt = await takeLane(tx, '-infinity');
      // The wait for the lane may have been long.
      await refuseRevoked(tx, viewer);
      const earlier = await findOutcome(tx, viewer.organisation, key);
      if (earlier && earlier.requestHash !== requestHash) {
        throw new KeyReused('idempotencyKey: it was used for another request; choose a new one');
      }
      if (earlier) return { ...schema.parse(earlier.outcome), repeated: true };
      const outcome = await work(tx, knownAt);
      await keepOutcome(tx, { organisation: viewer.organisation, key, requestHash, outcome });
      return { ...outcome, repeated: false };
    });
  } catch (error) {
    const state = refusedValue(error);
    if (state) throw new InvalidRequest(`${field}: the store cannot hold a value of it (SQLSTATE ${state})`);
    throw error;
  }
};
