import { findErasedHashes, findErasedVersions, noteErasedAgain } from '../../store/erasure.ts';
import type { Namespace } from '../../store/source-records.ts';
import type { Transaction } from '../../store/transaction.ts';
import { type Readable, recordHash } from './arrivals.ts';

/**
 * The places of those records of a delivery that say, word for word, what was erased: they change nothing. What was
 * erased was read with one version of its format, and the format may be another by now.
 */
export const erasedBefore = async (
  tx: Transaction,
  scope: Namespace & { readonly deliveryId: string },
  arrivals: readonly Readable[],
): Promise<ReadonlySet<number>> => {
  const versions = await findErasedVersions(tx, scope);
  if (versions.length === 0) return new Set();
  const hashed = arrivals.map(({ ordinal, record }) => ({
    ordinal,
    hashes: versions.map((version) => recordHash(version, record.raw).toString('hex')),
  }));
  const erased = await findErasedHashes(
    tx,
    scope,
    hashed.flatMap(({ hashes }) => hashes),
  );
  const [erasureId] = erased.values();
  if (erasureId === undefined) return new Set();
  await noteErasedAgain(tx, scope.deliveryId, erasureId);
  return new Set(hashed.filter(({ hashes }) => hashes.some((hash) => erased.has(hash))).map(({ ordinal }) => ordinal));
};
