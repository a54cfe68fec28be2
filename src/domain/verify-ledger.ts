import { type CheckpointVerifier, readCheckpoint } from './checkpoint.ts';
import { isClaimedBy, readCosignature } from './cosignature.ts';
import { chainHash, fieldListOf, firstHash } from './ledger-entry.ts';
import { type ExportLine, exportLine } from './ledger-export.ts';
import { emptyTree, leafHash, rootOf, type Tree, withLeaf } from './merkle-tree.ts';

/** The first thing wrong with an exported ledger: where it stands, and what is wrong. */
export interface LedgerFault {
  /** Line of the export, from 1; null where what is missing stands nowhere. */
  readonly line: number | null;
  /** Place of the entry in the ledger, where the fault is one of an entry. */
  readonly position: number | null;
  readonly reason: string;
}

/** What a ledger was found to be. */
export interface LedgerVerdict {
  readonly entries: number;
  readonly writers: number;
  readonly checkpoints: number;
  /** Entries the newest valid checkpoint vouches for. */
  readonly signed: number;
  readonly witnessed: number;
  /** Entries the newest cosignature of a partner vouches for. */
  readonly cosigned: number;
  readonly fault: LedgerFault | null;
}

export interface VerifyOptions {
  readonly verifier: CheckpointVerifier;
  /** Checkpoints a witness kept, oldest first; each must be of this very ledger. */
  readonly witnessed: readonly string[];
  /** Partners whose signatures under the checkpoints are looked for. */
  readonly cosigners?: readonly CheckpointVerifier[];
}

type Entry = Extract<ExportLine, { type: 'entry' }>;

interface Chain {
  readonly sequence: bigint;
  readonly hash: string;
}

/** What has been read so far. */
interface Reading {
  tree: Tree;
  readonly chains: Map<string, Chain>;
  readonly fieldLists: Set<string>;
  /** Roots wanted by witnesses, by size; taken out as they are confirmed. */
  readonly wanted: Map<number, Buffer>;
  checkpoints: number;
  signed: number;
  cosigned: number;
  /** The checkpoint read last. */
  note: string | null;
  hasEnded: boolean;
}

const entryFault = (reading: Reading, entry: Entry): string | null => {
  const { type: _type, position, writer, sequence, previousHash, hash, ...own } = entry;
  const before = reading.chains.get(writer) ?? { sequence: 0n, hash: firstHash };
  if (position !== reading.tree.size + 1) return 'an entry is missing before it, or it stands in the wrong place';
  if (BigInt(sequence) !== before.sequence + 1n) return 'it is not the next of its writer';
  if (previousHash !== before.hash) return 'it does not follow from the entry before it of its writer';
  if (chainHash(previousHash, own, writer, BigInt(sequence)) !== hash) return 'it was changed after it was written';
  if (!reading.fieldLists.has(own.fieldList)) return 'the list of fields it names is missing';
  return null;
};

const takeEntry = (reading: Reading, entry: Entry): string | null => {
  const fault = entryFault(reading, entry);
  if (fault !== null) return fault;
  reading.chains.set(entry.writer, { sequence: BigInt(entry.sequence), hash: entry.hash });
  reading.tree = withLeaf(reading.tree, leafHash(Buffer.from(entry.hash, 'hex')));
  const wanted = reading.wanted.get(reading.tree.size);
  if (wanted && !wanted.equals(rootOf(reading.tree))) return 'the ledger up to here is not the one that was witnessed';
  reading.wanted.delete(reading.tree.size);
  return null;
};

const takeCheckpoint = (reading: Reading, note: string, { verifier }: VerifyOptions): string | null => {
  const head = readCheckpoint(note, verifier);
  if (!head) return 'the checkpoint is not signed by this key';
  if (head.size !== reading.tree.size) return 'the checkpoint does not stand behind the entries it vouches for';
  if (!head.root.equals(rootOf(reading.tree))) return 'the entries are not those the checkpoint was signed for';
  reading.checkpoints += 1;
  reading.signed = head.size;
  reading.note = note;
  return null;
};

const takeCosignature = (reading: Reading, line: string, { cosigners = [] }: VerifyOptions): string | null => {
  const { note } = reading;
  if (note === null || reading.signed !== reading.tree.size) return 'a cosignature stands behind no checkpoint';
  // That of a partner nobody asked about says nothing either way.
  const cosigner = cosigners.find((one) => isClaimedBy(line, one));
  if (!cosigner) return null;
  if (readCosignature(line, note, cosigner) === null) return 'the cosignature is not for this checkpoint';
  reading.cosigned = reading.signed;
  return null;
};

const takeFields = (reading: Reading, id: string, coordinates: readonly string[]): string | null => {
  if (fieldListOf(coordinates).id !== id) return 'the list of fields is not the one its id names';
  reading.fieldLists.add(id);
  return null;
};

const take = (reading: Reading, line: ExportLine, options: VerifyOptions): string | null => {
  if (reading.hasEnded) return 'something stands behind the end';
  switch (line.type) {
    case 'ledger':
      return null;
    case 'fields':
      return takeFields(reading, line.id, line.coordinates);
    case 'entry':
      return takeEntry(reading, line);
    case 'checkpoint':
      return takeCheckpoint(reading, line.note, options);
    case 'cosignature':
      return takeCosignature(reading, line.signature, options);
    case 'end':
      reading.hasEnded = true;
      return line.entries === reading.tree.size ? null : 'the number of entries is not what the export says';
  }
};

const readLine = (text: string): ExportLine | null => {
  try {
    return exportLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const wantedBy = ({ witnessed, verifier }: VerifyOptions): Map<number, Buffer> | null => {
  const heads = witnessed.map((note) => readCheckpoint(note, verifier));
  const wanted = new Map<number, Buffer>();
  for (const head of heads) {
    if (!head) return null;
    wanted.set(head.size, head.root);
  }
  return wanted;
};

const verdictOf = (reading: Reading, { witnessed }: VerifyOptions, fault: LedgerFault | null): LedgerVerdict => ({
  entries: reading.tree.size,
  writers: reading.chains.size,
  checkpoints: reading.checkpoints,
  signed: reading.signed,
  witnessed: witnessed.length - reading.wanted.size,
  cosigned: reading.cosigned,
  fault,
});

const endFault = ({ hasEnded, wanted, tree }: Reading): LedgerFault | null => {
  if (!hasEnded) return { line: null, position: null, reason: 'the export is cut short' };
  const [missing] = [...wanted.keys()].filter((size) => size > tree.size).toSorted((a, b) => a - b);
  if (missing === undefined) return null;
  return { line: null, position: tree.size + 1, reason: `a witness saw ${missing} entries and there are fewer` };
};

/**
 * Checks an exported ledger from its lines, public keys and what witnesses kept: every writer's chain, every place,
 * every checkpoint. Stops at the first fault and names it. Needs no database.
 */
export const verifyLedger = async (lines: AsyncIterable<string>, options: VerifyOptions): Promise<LedgerVerdict> => {
  const reading: Reading = {
    ...{ tree: emptyTree, chains: new Map(), fieldLists: new Set<string>(), wanted: wantedBy(options) ?? new Map() },
    ...{ checkpoints: 0, signed: 0, cosigned: 0, note: null, hasEnded: false },
  };
  if (wantedBy(options) === null) {
    return verdictOf(reading, options, {
      line: null,
      position: null,
      reason: 'a witness’s checkpoint is not signed by this key',
    });
  }
  let number = 0;
  for await (const text of lines) {
    number += 1;
    const line = readLine(text);
    const reason = line ? take(reading, line, options) : 'the line is not one of an exported ledger';
    if (reason === null) continue;
    const position = line?.type === 'entry' ? line.position : null;
    return verdictOf(reading, options, { line: number, position, reason });
  }
  return verdictOf(reading, options, endFault(reading));
};
