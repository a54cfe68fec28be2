import { firstContact } from '../../domain/access.ts';
import { hoursAfter } from '../../domain/instants.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { permitted, reasoned } from './checks.ts';
import type { AccessDeps } from './deps.ts';
import { openHandle } from './handle.ts';
import { type OpenedWay, openWay } from './open-way.ts';

export interface OpenReferralInput {
  readonly viewer: Viewer | null;
  readonly handle: string;
  readonly reason: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * First contact of a duty team or an emergency department with a child: a relationship for 24 hours, of which the
 * authority responsible is told.
 * @throws NotPermitted, InvalidRequest, KeyReused
 */
export type OpenReferral = (input: OpenReferralInput) => Promise<OpenedWay & { readonly repeated: boolean }>;

/** The use case, given what it needs. */
export const openReferral =
  (deps: AccessDeps): OpenReferral =>
  async ({ viewer: asking, handle, reason, idempotencyKey, now }) => {
    const viewer = permitted(asking, firstContact.roles, 'opening a referral');
    const why = reasoned(reason, firstContact.leastReason);
    const { organisation, person, role, purpose } = viewer;
    return openWay(
      deps,
      { viewer, idempotencyKey, mutation: 'referralOpen', now },
      {
        ...{ kind: 'FIRST_CONTACT', organisation, person, role, purpose, reason: why, topic: 'REFERRAL_OPENED' },
        childId: await openHandle(deps.handleKey, viewer, handle, now),
        until: hoursAfter(now, firstContact.hours),
        reviewDueOn: null,
      },
    );
  };
