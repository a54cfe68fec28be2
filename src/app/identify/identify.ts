import type { Thresholds } from '../../domain/link/decide.ts';
import type { Transaction } from '../../store/transaction.ts';

/** Source persons that were spoken of, in the order of arrival. */
export interface Touched {
  readonly subjectIds: readonly string[];
  readonly knownAt: string;
}

/** What identity is decided with, besides what is stored. */
export interface Identifying {
  /** Keys the hashes. */
  readonly secret: Uint8Array;
  readonly thresholds: Thresholds;
}

/**
 * Decides which child each source person is, inside the write lane, and records why. Afterwards every one of them is
 * a member of a child. Returns the children that gained or lost somebody.
 */
export type Identify = (tx: Transaction, touched: Touched) => Promise<readonly string[]>;
