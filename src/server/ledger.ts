import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type ChainedEntry, chainHash, type FieldList, firstHash, type LedgerEntry } from '../domain/ledger-entry.ts';

/** Writes disclosures before they happen. */
export interface Ledger {
  /** Resolves when the entry is durable; rejects when it is not, and then nothing may be disclosed. */
  record(entry: LedgerEntry, fieldList: FieldList): Promise<void>;
}

interface Waiting {
  readonly entry: LedgerEntry;
  readonly fieldList: FieldList;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const mostInOneCommit = 500;
const mostRemembered = 10_000;

/** Where a writer's chain stands. */
interface ChainEnd {
  readonly writer: string;
  readonly sequence: bigint;
  readonly lastHash: string;
}

const chainAfter = ({ writer, sequence, lastHash }: ChainEnd, batch: readonly Waiting[]): readonly ChainedEntry[] => {
  let previousHash = lastHash;
  return batch.map(({ entry }, index) => {
    const place = sequence + BigInt(index) + 1n;
    const hash = chainHash(previousHash, entry, writer, place);
    const chained = { ...entry, writer, sequence: String(place), previousHash, hash };
    previousHash = hash;
    return chained;
  });
};

const newChain = (): ChainEnd => ({ writer: randomUUID(), sequence: 0n, lastHash: firstHash });

/**
 * A ledger with a chain of its own: entries that arrive while one commit is under way share the next.
 * A failed commit fails its entries. Whether they stand in the database all the same nobody knows, so the chain ends
 * there and the next commit begins another: it neither leaves a gap nor takes a place that may be taken.
 */
export const newLedger = (
  insert: (entries: readonly ChainedEntry[], fieldLists: readonly FieldList[]) => Promise<void>,
): Ledger => {
  const waiting: Waiting[] = [];
  let chain = newChain();
  let running = false;
  /** Field lists that stand in the ledger already; forgotten ones are offered again, which does no harm. */
  const written = new Set<string>();

  const unwritten = (batch: readonly Waiting[]): readonly FieldList[] =>
    [...new Map(batch.map(({ fieldList }) => [fieldList.id, fieldList])).values()].filter(({ id }) => !written.has(id));

  /** Writes a batch; the chain moves on only with what is durable. */
  const write = async (batch: readonly Waiting[]): Promise<void> => {
    const { writer, sequence, lastHash } = chain;
    const entries = chainAfter(chain, batch);
    const fieldLists = unwritten(batch);
    await insert(entries, fieldLists);
    if (written.size > mostRemembered) written.clear();
    for (const { id } of fieldLists) written.add(id);
    chain = { writer, sequence: sequence + BigInt(batch.length), lastHash: entries.at(-1)?.hash ?? lastHash };
  };

  const settle = (batch: readonly Waiting[], answer: (one: Waiting) => void): void => {
    for (const one of batch) answer(one);
  };

  const commit = (batch: readonly Waiting[]): Promise<void> =>
    write(batch).then(
      () => settle(batch, ({ resolve }) => resolve()),
      (error: unknown) => {
        chain = newChain();
        settle(batch, ({ reject }) => reject(error));
      },
    );

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      // What is being read at this very moment joins the commit.
      await turn();
      await commit(waiting.splice(0, mostInOneCommit));
    }
    running = false;
  };

  return {
    record: (entry, fieldList) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ entry, fieldList, resolve, reject });
        if (!running) void run();
      }),
  };
};
