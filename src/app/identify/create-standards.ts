import type { Thresholds } from '../../domain/link/decide.ts';
import { loadFrozenModel } from '../../domain/link/link-model.ts';
import { childShape } from '../../domain/link/link-record.ts';
import { firstSnapshot, frequencyOf, type LinkSnapshot } from '../../domain/link/link-snapshot.ts';
import { createScorer } from '../../domain/link/score.ts';
import { findNewestSnapshot, insertSnapshot, loadSnapshot } from '../../store/link-snapshots.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { Standard } from './judge-surroundings.ts';

/** Makes what is decided by of a snapshot. */
export const standardOf = (snapshotId: string, snapshot: LinkSnapshot, thresholds: Thresholds): Standard => ({
  ...{ snapshotId, snapshot, thresholds },
  scorer: createScorer({
    ...{ model: loadFrozenModel(), shape: childShape, lambda: snapshot.lambda },
    frequency: frequencyOf(snapshot),
  }),
});

/** The numbers decisions are made by, as they are in force; a hub that has none yet gets the first. */
export const createStandards = (thresholds: Thresholds): ((tx: Transaction, knownAt: string) => Promise<Standard>) => {
  let known: Standard | undefined;
  return async (tx, knownAt) => {
    const newest = await findNewestSnapshot(tx);
    if (newest === undefined) {
      const snapshot = firstSnapshot(loadFrozenModel().version);
      // One just made is known to others only once it is committed.
      return standardOf(await insertSnapshot(tx, snapshot, knownAt), snapshot, thresholds);
    }
    if (newest.id !== known?.snapshotId) known = standardOf(newest.id, await loadSnapshot(tx, newest.id), thresholds);
    return known;
  };
};
