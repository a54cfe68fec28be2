import { createHash } from 'node:crypto';

/** The coordinates an operation selects, whether or not a value was there, under the hash of the list. */
export interface FieldList {
  readonly id: string;
  readonly coordinates: readonly string[];
}

/** The list of these coordinates, in one order. */
export const fieldListOf = (names: readonly string[]): FieldList => {
  const coordinates = [...names].sort();
  return { id: createHash('sha256').update(JSON.stringify(coordinates)).digest('hex'), coordinates };
};

/** One disclosure as the ledger keeps it: who saw which fields of whom, by which policy; never a value. */
export interface LedgerEntry {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly person: string;
  readonly organisation: string;
  readonly role: string;
  readonly purpose: string;
  readonly operation: string | null;
  /** The plan that read, or `resolvers`. */
  readonly plan: string;
  /** Id of the list of selected coordinates. */
  readonly fieldList: string;
  /** [child, version, mask] of every child touched. */
  readonly touched: readonly (readonly [string, string, string])[];
  readonly knownAt: string | null;
  readonly asKnownAt: string | null;
  readonly policyVersion: string;
}

/** An entry in its writer's chain. */
export interface ChainedEntry extends LedgerEntry {
  readonly writer: string;
  readonly sequence: string;
  /** Hexadecimal. */
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first entry of a chain has in the place of the hash before it. */
export const firstHash = '0'.repeat(64);

/** The hash of an entry given the one before it in its writer's chain: SHA-256 over the JSON of both. */
export const chainHash = (previousHash: string, entry: LedgerEntry, writer: string, sequence: bigint): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        previousHash,
        writer,
        String(sequence),
        entry.id,
        entry.at,
        entry.requestId,
        entry.person,
        entry.organisation,
        entry.role,
        entry.purpose,
        entry.operation,
        entry.plan,
        entry.fieldList,
        entry.touched,
        entry.knownAt,
        entry.asKnownAt,
        entry.policyVersion,
      ]),
    )
    .digest('hex');
