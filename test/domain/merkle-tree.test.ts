import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTree, leafHash, rootOf, withLeaf } from '../../src/domain/merkle-tree.ts';

/** The leaves of the reference tests of Certificate Transparency, and the roots of their first n. */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => leafHash(Buffer.from(hex, 'hex')),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const treeOf = (all: readonly Buffer[]) => all.reduce(withLeaf, emptyTree);
const someLeaves = fc
  .array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 })
  .map((all) => all.map(leafHash));

describe('the tree over the ledger', () => {
  test('has the roots of RFC 6962’s reference implementation', () => {
    expect(roots.map((_, size) => rootOf(treeOf(leaves.slice(0, size))).toString('hex'))).toEqual(roots);
  });

  test('needs one hash for each bit of its size that is set, and grows from them alone', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (all, at) => {
        const half = treeOf(all.slice(0, at % all.length));
        expect(half.peaks).toHaveLength(half.size.toString(2).replaceAll('0', '').length);
        const grown = all.slice(at % all.length).reduce(withLeaf, { size: half.size, peaks: half.peaks });
        expect(rootOf(grown)).toEqual(rootOf(treeOf(all)));
      }),
    );
  });

  test('has another root as soon as a leaf is changed, left out, added or moved', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (all, at) => {
        const place = at % all.length;
        const whole = rootOf(treeOf(all));
        const changes = [
          all.map((leaf, index) => (index === place ? leafHash(leaf) : leaf)),
          all.toSpliced(place, 1),
          all.toSpliced(place, 0, leafHash(Buffer.from('another'))),
        ];
        for (const changed of changes) expect(rootOf(treeOf(changed)).equals(whole)).toBe(false);
      }),
    );
    expect(rootOf(treeOf([...leaves].reverse())).equals(rootOf(treeOf(leaves)))).toBe(false);
  });
});
