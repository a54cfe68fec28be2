import { type CheckpointVerifier, readCheckpoint } from './checkpoint.ts';
import { rootOf, type Tree, withLeaf } from './merkle-tree.ts';

/** Why a witness does not put its name to a checkpoint. */
export type WitnessRefusal = 'SIGNATURE' | 'SHRUNK' | 'NOT_GROWN_FROM_WHAT_WAS_WITNESSED';

/** The tree as witnessed from now on, or why not. */
export type Witnessing = { readonly tree: Tree } | { readonly refused: WitnessRefusal };

/**
 * A witness remembers a tree and is told what was added. It accepts a checkpoint only if what it remembers and what
 * was added give its root: a ledger that was cut short, rewritten or shown differently to others is not witnessed.
 */
export const witnessGrowth = (
  known: Tree,
  added: readonly Buffer[],
  note: string,
  verifier: CheckpointVerifier,
): Witnessing => {
  const head = readCheckpoint(note, verifier);
  if (!head) return { refused: 'SIGNATURE' };
  if (head.size < known.size) return { refused: 'SHRUNK' };
  const tree = added.reduce(withLeaf, known);
  const isGrowth = tree.size === head.size && rootOf(tree).equals(head.root);
  return isGrowth ? { tree } : { refused: 'NOT_GROWN_FROM_WHAT_WAS_WITNESSED' };
};
