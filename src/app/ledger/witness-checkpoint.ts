import type { Pool } from 'pg';
import type { CheckpointVerifier } from '../../domain/checkpoint.ts';
import { leafHash, type Tree } from '../../domain/merkle-tree.ts';
import { type WitnessRefusal, witnessGrowth } from '../../domain/witness.ts';
import { hashesBetween, markWitnessed, newestCheckpoint } from '../../store/ledger-tree.ts';
import { inTransaction } from '../../store/transaction.ts';

/** Somebody outside the database who remembers what the ledger was. */
export interface Witness {
  /** The tree last witnessed. */
  known(): Promise<Tree>;
  /** Remembers a checkpoint and the tree it stands for, durably. */
  remember(note: string, tree: Tree): Promise<void>;
}

/** A witness found the ledger to be other than it was. */
export class LedgerNotWitnessed extends Error {
  readonly code = 'LEDGER_NOT_WITNESSED';
  readonly reason: WitnessRefusal;
  constructor(reason: WitnessRefusal) {
    super(`the witness refused the ledger's checkpoint: ${reason}`);
    this.reason = reason;
  }
}

export interface WitnessDeps {
  readonly pool: Pool;
  readonly verifier: CheckpointVerifier;
  readonly witness: Witness;
}

/**
 * Hands the newest checkpoint to the witness.
 * @throws LedgerNotWitnessed when it is no growth of what was witnessed before
 */
export const witnessCheckpoint = async ({ pool, verifier, witness }: WitnessDeps, at: string): Promise<void> => {
  const known = await witness.known();
  const newest = await inTransaction(pool, (tx) => newestCheckpoint(tx));
  if (!newest) {
    if (known.size > 0) throw new LedgerNotWitnessed('SHRUNK');
    return;
  }
  if (newest.size === known.size) return;
  const added = await inTransaction(pool, (tx) => hashesBetween(tx, known.size, newest.size));
  const outcome = witnessGrowth(known, added.map(leafHash), newest.note, verifier);
  if ('refused' in outcome) throw new LedgerNotWitnessed(outcome.refused);
  await witness.remember(newest.note, outcome.tree);
  await markWitnessed(pool, newest.size, at);
};
