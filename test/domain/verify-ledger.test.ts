import { beforeAll, describe, expect, test } from 'vitest';
import { type CheckpointSigner, checkpointSigner, signCheckpoint, verifierOf } from '../../src/domain/checkpoint.ts';
import {
  type ChainedEntry,
  chainHash,
  fieldListOf,
  firstHash,
  type LedgerEntry,
} from '../../src/domain/ledger-entry.ts';
import type { ExportLine } from '../../src/domain/ledger-export.ts';
import { emptyTree, leafHash, rootOf, withLeaf } from '../../src/domain/merkle-tree.ts';
import { verifyLedger } from '../../src/domain/verify-ledger.ts';
import { rounds } from '../support/depth.ts';
import { newRandom, type Random } from '../support/random.ts';

const signer = checkpointSigner(Buffer.alloc(32, 7), 'homeward/ledger');
const verifier = verifierOf(signer);
const fields = fieldListOf(['Child.givenNames', 'Child.homeAddress']);

const entry = (number: number): LedgerEntry => ({
  id: `entry-${number}`,
  at: new Date(Date.UTC(2026, 10, 23) + number).toISOString(),
  requestId: `request-${number}`,
  person: `worker-${number % 3}`,
  organisation: 'E08000017',
  role: 'social-worker',
  purpose: 'SAFEGUARD_PLAN',
  operation: null,
  plan: 'plan_1',
  fieldList: fields.id,
  touched: [[`child-${number % 5}`, 'v1', '7']],
  knownAt: null,
  asKnownAt: null,
  policyVersion: '2026.2',
});

/** Entries chained by two writers in turn. */
const chained = (entries: readonly LedgerEntry[]): readonly ChainedEntry[] => {
  const ends = new Map<string, { sequence: bigint; hash: string }>();
  return entries.map((own, index) => {
    const writer = `writer-${index % 2}`;
    const { sequence, hash: previousHash } = ends.get(writer) ?? { sequence: 0n, hash: firstHash };
    const hash = chainHash(previousHash, own, writer, sequence + 1n);
    ends.set(writer, { sequence: sequence + 1n, hash });
    return { ...own, writer, sequence: String(sequence + 1n), previousHash, hash };
  });
};

/** An export of entries, a checkpoint behind every tenth and the last, as its keeper would write it. */
const exported = (entries: readonly ChainedEntry[], by: CheckpointSigner = signer): readonly ExportLine[] => {
  let tree = emptyTree;
  const lines = entries.flatMap((each, index): readonly ExportLine[] => {
    tree = withLeaf(tree, leafHash(Buffer.from(each.hash, 'hex')));
    const line: ExportLine = {
      type: 'entry',
      position: index + 1,
      ...each,
      touched: each.touched.map(([a, b, c]) => [a, b, c]),
    };
    const isChecked = (index + 1) % 10 === 0 || index + 1 === entries.length;
    return isChecked
      ? [line, { type: 'checkpoint', note: signCheckpoint({ size: tree.size, root: rootOf(tree) }, by) }]
      : [line];
  });
  return [
    { type: 'ledger', version: 1, verifier: '' },
    { type: 'fields', id: fields.id, coordinates: [...fields.coordinates] },
    ...lines,
    { type: 'end', entries: entries.length },
  ];
};

const notesOf = (lines: readonly ExportLine[]): readonly string[] =>
  lines.flatMap((line) => (line.type === 'checkpoint' ? [line.note] : []));

const verify = async (lines: readonly ExportLine[], witnessed: readonly string[]) =>
  verifyLedger(
    (async function* () {
      for (const line of lines) yield JSON.stringify(line);
    })(),
    { verifier, witnessed },
  );

const plain = Array.from({ length: 45 }, (_, index) => entry(index + 1));
const honest = exported(chained(plain));
const witnessed = notesOf(honest);

const at = (random: Random, lines: readonly ExportLine[], type: ExportLine['type']): number =>
  random.pick(lines.flatMap((line, index) => (line.type === type ? [index] : [])));

const changed = (lines: readonly ExportLine[], index: number, change: Partial<LedgerEntry>): readonly ExportLine[] =>
  lines.map((line, place) =>
    place === index && line.type === 'entry' ? ({ ...line, ...change } as ExportLine) : line,
  );

type Tampering = (random: Random) => readonly ExportLine[];

/** What somebody with the database, and then also with the hub's key, might do to hide a disclosure. */
const tamperings: Readonly<Record<string, Tampering>> = {
  'an entry is changed': (random) => changed(honest, at(random, honest, 'entry'), { person: 'somebody else' }),
  'an entry is left out': (random) => honest.toSpliced(at(random, honest, 'entry'), 1),
  'two entries change places': (random) => {
    const index = at(random, honest.slice(0, -4), 'entry');
    const [one, two] = [honest[index], honest[index + 1]];
    return one && two ? honest.toSpliced(index, 2, two, one) : [];
  },
  'an entry is repeated': (random) => {
    const index = at(random, honest, 'entry');
    return honest.flatMap((line, place) => (place === index ? [line, line] : [line]));
  },
  'the end is cut off': (random) => honest.slice(0, 3 + random.below(honest.length - 4)),
  'the end is cut off and the export says so': (random) => {
    const cut = 1 + random.below(plain.length - 1);
    return exported(chained(plain.slice(0, cut)));
  },
  'entries are changed and every hash and signature made anew': (random) => {
    const place = random.below(plain.length);
    return exported(chained(plain.map((one, index) => (index === place ? { ...one, person: 'nobody' } : one))));
  },
  'an entry is invented and everything made anew': (random) =>
    exported(chained(plain.toSpliced(random.below(plain.length), 0, entry(1_000)))),
  'everything is signed with another key': () =>
    exported(chained(plain), checkpointSigner(Buffer.alloc(32, 9), 'homeward/ledger')),
  'a checkpoint is put in the place of another': (random) => {
    const index = at(random, honest, 'checkpoint');
    const other = at(random, honest.toSpliced(index, 1), 'checkpoint');
    const line = honest.toSpliced(index, 1)[other];
    return line ? honest.toSpliced(index, 1, line) : [];
  },
  'the list of disclosed fields is changed': () =>
    honest.map((line) => (line.type === 'fields' ? { ...line, coordinates: ['Child.givenNames'] } : line)),
};

describe('a verifier with nothing but the export, a public key and what a witness kept', () => {
  beforeAll(() => expect(Object.keys(tamperings)).toHaveLength(11));

  test('finds an honest ledger whole, at every stage of its growth', async () => {
    for (let size = 0; size <= plain.length; size += 1) {
      const lines = exported(chained(plain.slice(0, size)));
      const seen = witnessed.filter((_, index) => (index + 1) * 10 <= size);
      const verdict = await verify(lines, seen);
      expect(verdict.fault, `${size}`).toBeNull();
      expect(verdict).toMatchObject({ entries: size, signed: size, witnessed: seen.length });
    }
  });

  test.for(Object.entries(tamperings))('finds out when %s', async ([, tamper]) => {
    const random = newRandom(20151023);
    for (let round = 0; round < rounds(30, 200); round += 1) {
      const lines = tamper(random);
      if (JSON.stringify(lines) === JSON.stringify(honest)) continue;
      expect((await verify(lines, witnessed)).fault).not.toBeNull();
    }
  });

  test('names the first entry that is wrong', async () => {
    const index = honest.findIndex((line) => line.type === 'entry' && line.position === 17);
    expect((await verify(changed(honest, index, { role: 'auditor' }), witnessed)).fault).toEqual({
      line: index + 1,
      position: 17,
      reason: 'it was changed after it was written',
    });
  });

  test('without a witness a ledger rewritten with the hub’s own key looks whole: that is what witnesses are for', async () => {
    const rewritten = exported(chained(plain.toSpliced(20, 1)));
    expect((await verify(rewritten, [])).fault).toBeNull();
    expect((await verify(rewritten, witnessed)).fault).toMatchObject({ position: 30 });
  });

  test('a line that is none is named, not thrown', async () => {
    const broken = verifyLedger(
      (async function* () {
        yield JSON.stringify(honest[0]);
        yield '{"type":"entry"';
      })(),
      { verifier, witnessed: [] },
    );
    expect((await broken).fault).toMatchObject({ line: 2 });
  });
});
