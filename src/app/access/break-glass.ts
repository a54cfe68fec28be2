import { breakGlass as terms } from '../../domain/access.ts';
import { londonDay } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { hoursAfter } from '../../domain/instants.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { isReached } from '../../store/access-grants.ts';
import { inTransaction } from '../../store/transaction.ts';
import { permitted, reasoned } from './checks.ts';
import type { AccessDeps } from './deps.ts';
import { openHandle } from './handle.ts';
import { type OpenedWay, openWay } from './open-way.ts';

/** Which child: one the worker reaches already, by the hub's id, or one matched, by its handle. */
export type WhichChild = { readonly childId: string } | { readonly handle: string };

export interface BreakGlassInput {
  readonly viewer: Viewer | null;
  readonly child: WhichChild;
  readonly reason: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Lets a worker in to a child for an hour, with a reason; told to everyone with a relationship to the child at once
 * and reviewed in two working days.
 * @throws NotPermitted, InvalidRequest, NotFound, KeyReused
 */
export type BreakGlass = (input: BreakGlassInput) => Promise<OpenedWay & { readonly repeated: boolean }>;

/** The hub's id of the child meant. @throws NotFound, InvalidRequest */
const whichChild = async (deps: AccessDeps, viewer: Viewer, which: WhichChild, now: string): Promise<string> => {
  if ('handle' in which) return openHandle(deps.handleKey, viewer, which.handle, now);
  const isKnown = await inTransaction(deps.pools.ingest, (tx) => isReached(tx, viewer, which.childId, now));
  if (!isKnown) throw new NotFound('childId: there is no such child, or none you have a relationship to');
  return which.childId;
};

/** The use case, given what it needs. */
export const breakGlass =
  (deps: AccessDeps): BreakGlass =>
  async ({ viewer: asking, child, reason, idempotencyKey, now }) => {
    const viewer = permitted(asking, terms.roles, 'breaking the glass');
    const why = reasoned(reason, terms.leastReason);
    const { organisation, person, role, purpose } = viewer;
    return openWay(
      deps,
      { viewer, idempotencyKey, mutation: 'breakGlass', now },
      {
        ...{ kind: 'BREAK_GLASS', organisation, person, role, purpose, reason: why, topic: 'GLASS_BROKEN' },
        childId: await whichChild(deps, viewer, child, now),
        until: hoursAfter(now, terms.minutes / 60),
        reviewDueOn: workingDaysAfter(londonDay(now), terms.reviewWorkingDays),
      },
    );
  };
