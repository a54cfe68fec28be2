import { type ApproveAuditCase, approveAuditCase } from './access/approve-audit-case.ts';
import { type BreakGlass, breakGlass } from './access/break-glass.ts';
import { type AccessDeps, handleKeyOf } from './access/deps.ts';
import { type MatchChild, matchChild } from './access/match-child.ts';
import { type OpenReferral, openReferral } from './access/open-referral.ts';
import { type ListAccessReviews, listAccessReviews, type ReviewAccess, reviewAccess } from './access/review-access.ts';
import { type ChildReach, childReach } from './child-reach.ts';
import type { IngestDeps } from './ingest/deps.ts';
import { type SubmitNotification, submitNotification } from './submit-notification.ts';

/** ★ What a mutation may do, each use case bound to what it needs. A new one is one line here and one below. */
export interface UseCases {
  readonly submitNotification: SubmitNotification;
  readonly childReach: ChildReach;
  readonly matchChild: MatchChild;
  readonly breakGlass: BreakGlass;
  readonly openReferral: OpenReferral;
  readonly approveAuditCase: ApproveAuditCase;
  readonly reviewAccess: ReviewAccess;
  readonly listAccessReviews: ListAccessReviews;
}

export interface UseCaseDeps extends IngestDeps {
  /** 32 bytes. */
  readonly hubKey: Uint8Array;
}

/** Every use case over an open hub. */
export const bindUseCases = (deps: UseCaseDeps): UseCases => {
  const access: AccessDeps = { ...deps, handleKey: handleKeyOf(deps.hubKey) };
  return {
    submitNotification: submitNotification(deps),
    childReach: childReach(deps),
    matchChild: matchChild(access),
    breakGlass: breakGlass(access),
    openReferral: openReferral(access),
    approveAuditCase: approveAuditCase(access),
    reviewAccess: reviewAccess(access),
    listAccessReviews: listAccessReviews(access),
  };
};
