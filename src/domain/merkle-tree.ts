import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** The hash of a leaf (RFC 6962, 2.1). */
export const leafHash = (leaf: Uint8Array): Buffer => sha256(leafMark, leaf);

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodeMark, left, right);

/** A tree as far as it must be known to grow: how many leaves, and the roots of its perfect subtrees, largest first. */
export interface Tree {
  readonly size: number;
  readonly peaks: readonly Buffer[];
}

export const emptyTree: Tree = { size: 0, peaks: [] };

/** The tree with one leaf more. */
export const withLeaf = ({ size, peaks }: Tree, leaf: Buffer): Tree => {
  const grown = [...peaks];
  let node = leaf;
  // Each trailing one-bit of the size is a perfect subtree of the size of the new one.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = grown.pop();
    if (left) node = nodeHash(left, node);
  }
  return { size: size + 1, peaks: [...grown, node] };
};

/** The root of a tree (RFC 6962, 2.1); that of an empty one is the hash of nothing. */
export const rootOf = ({ peaks }: Tree): Buffer => {
  const [last, ...others] = peaks.toReversed();
  return last === undefined ? sha256() : others.reduce((right, left) => nodeHash(left, right), last);
};
