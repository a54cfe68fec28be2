import { randomUUID } from 'node:crypto';
import { childMatch } from '../../domain/access.ts';
import { BudgetSpent, InvalidRequest } from '../../domain/errors.ts';
import { hoursAfter } from '../../domain/instants.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { countMatchAttempts, findExactly, insertMatchAttempt, type MatchInput } from '../../store/child-match.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction } from '../../store/transaction.ts';
import { permitted } from './checks.ts';
import type { AccessDeps } from './deps.ts';
import { sealHandle } from './handle.ts';

export interface MatchChildInput {
  readonly viewer: Viewer | null;
  readonly identifiers: MatchInput;
  readonly now: string;
}

/** Whether the hub holds exactly one such child; `childId` is for the ledger alone. */
export interface MatchChildOutcome {
  readonly outcome: 'MATCH' | 'NONE' | 'TOO_MANY';
  readonly handle: string | null;
  readonly childId: string | null;
}

/**
 * Whether the hub holds the one child who has all of at least three exact identifiers. A restricted child, and one of
 * whom the asker is kin, is nobody. Every question counts against the asker's budget.
 * @throws NotPermitted, InvalidRequest, BudgetSpent
 */
export type MatchChild = (input: MatchChildInput) => Promise<MatchChildOutcome>;

const checkIdentifiers = (identifiers: MatchInput): void => {
  const given = Object.values(identifiers).filter((value) => value !== null);
  if (given.length < childMatch.leastIdentifiers) {
    throw new InvalidRequest(`identifiers: at least ${childMatch.leastIdentifiers} are needed`);
  }
  if (given.some((value) => value.trim() === '')) throw new InvalidRequest('identifiers: an empty one matches nobody');
};

const outcomeOf = (found: readonly string[]): MatchChildOutcome['outcome'] => {
  if (found.length > 1) return 'TOO_MANY';
  return found.length === 1 ? 'MATCH' : 'NONE';
};

/** The handle of a child. One is sealed for nobody too, and thrown away: the time it takes must not tell of a match. */
const handleOf = async (key: Uint8Array, viewer: Viewer, childId: string | null, now: string) => {
  const handle = await sealHandle(key, viewer, childId ?? randomUUID(), now);
  return childId === null ? null : handle;
};

/** The use case, given what it needs. */
export const matchChild =
  ({ pools, handleKey }: AccessDeps): MatchChild =>
  async ({ viewer: asking, identifiers, now }) => {
    const viewer = permitted(asking, childMatch.roles, 'matching a child');
    checkIdentifiers(identifiers);
    return inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      const spent = await countMatchAttempts(tx, viewer, hoursAfter(now, -1));
      if (spent.count >= childMatch.perHour) {
        throw new BudgetSpent(
          `${childMatch.perHour} children an hour may be asked for; again from ${spent.freeAgainAt}`,
        );
      }
      const found = await findExactly(tx, viewer, identifiers);
      const outcome = outcomeOf(found);
      await insertMatchAttempt(tx, { id: randomUUID(), viewer, at: now, outcome });
      const childId = outcome === 'MATCH' ? (found[0] ?? null) : null;
      return { outcome, handle: await handleOf(handleKey, viewer, childId, now), childId };
    });
  };
