import type { Pool } from 'pg';
import { type CheckpointSigner, signCheckpoint } from '../../domain/checkpoint.ts';
import { emptyTree, leafHash, rootOf, withLeaf } from '../../domain/merkle-tree.ts';
import { findUnplaced, keepCheckpoint, loadTree, lockTree, placeEntries } from '../../store/ledger-tree.ts';
import { inTransaction } from '../../store/transaction.ts';

export interface CheckpointDeps {
  readonly pool: Pool;
  readonly signer: CheckpointSigner;
}

const atOnce = 5_000;

/**
 * Gives entries that have none their places in the tree and signs what it has become; returns how many were placed.
 * Where nothing was added nothing is signed anew.
 */
export const makeCheckpoint = ({ pool, signer }: CheckpointDeps, madeAt: string): Promise<number> =>
  inTransaction(pool, async (tx) => {
    await lockTree(tx);
    const known = await loadTree(tx);
    const before = known ?? emptyTree;
    const entries = await findUnplaced(tx, atOnce);
    if (entries.length === 0) return 0;
    const tree = entries.reduce((grown, { hash }) => withLeaf(grown, leafHash(hash)), before);
    const root = rootOf(tree);
    await placeEntries(tx, before.size, entries);
    await keepCheckpoint(tx, { tree, root, madeAt, note: signCheckpoint({ size: tree.size, root }, signer) });
    return entries.length;
  });
