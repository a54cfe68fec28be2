import { type ApproveAuditCase, approveAuditCase } from './access/approve-audit-case.ts';
import { type BreakGlass, breakGlass } from './access/break-glass.ts';
import { type AccessDeps, handleKeyOf } from './access/deps.ts';
import { type MatchChild, matchChild } from './access/match-child.ts';
import { type OpenReferral, openReferral } from './access/open-referral.ts';
import { type ListAccessReviews, listAccessReviews, type ReviewAccess, reviewAccess } from './access/review-access.ts';
import { type ListRequests, listRequests } from './chase/list-requests.ts';
import { type ReplyToRequest, replyToRequest } from './chase/reply-to-request.ts';
import { type ReportRequests, reportRequests } from './chase/report-requests.ts';
import { type ChildReach, childReach } from './child-reach.ts';
import { type ConfirmExchangeChild, confirmExchangeChild } from './exchange/confirm-exchange-child.ts';
import { type ListExchange, listExchange } from './exchange/list-exchange.ts';
import type { ExchangeParts } from './exchange/open-exchange.ts';
import { type SendExchange, sendExchange } from './exchange/send-exchange.ts';
import type { IngestDeps } from './ingest/deps.ts';
import { type BriefInterviewer, briefInterviewer } from './practice/brief-interviewer.ts';
import { type DrawSample, drawSample } from './practice/draw-sample.ts';
import { type JudgeCriteria, judgeCriteria } from './practice/judge-criteria.ts';
import { type ReportPractice, reportPractice } from './practice/report-practice.ts';
import { type ScoreRubric, type ShowRubric, scoreRubric, showRubric } from './practice/score-rubric.ts';
import { type ReconcileAuthority, reconcileAuthority } from './reconcile/reconcile-authority.ts';
import { type WriteRecord, writeRecord } from './record/write-record.ts';
import { type ClaimReview, claimReview } from './review/claim-review.ts';
import { type DecideReview, decideReview } from './review/decide-review.ts';
import { type ListReviews, listReviews } from './review/list-reviews.ts';
import { type ShowReview, showReview } from './review/show-review.ts';
import { type ListSources, listSources } from './review/source-persons.ts';
import {
  type DecideUnlink,
  decideUnlink,
  type ListUnlinks,
  listUnlinks,
  type RequestUnlink,
  requestUnlink,
} from './review/unlink.ts';
import { type SubmitNotification, submitNotification } from './submit-notification.ts';

/** ★ What a mutation may do, each use case bound to what it needs. A new one is one line here and one below. */
export interface UseCases {
  readonly submitNotification: SubmitNotification;
  readonly writeRecord: WriteRecord;
  readonly childReach: ChildReach;
  readonly matchChild: MatchChild;
  readonly breakGlass: BreakGlass;
  readonly openReferral: OpenReferral;
  readonly approveAuditCase: ApproveAuditCase;
  readonly reviewAccess: ReviewAccess;
  readonly listAccessReviews: ListAccessReviews;
  readonly listRequests: ListRequests;
  readonly reportRequests: ReportRequests;
  readonly replyToRequest: ReplyToRequest;
  readonly reconcileAuthority: ReconcileAuthority;
  readonly sendExchange: SendExchange;
  readonly listExchange: ListExchange;
  readonly confirmExchangeChild: ConfirmExchangeChild;
  readonly reportPractice: ReportPractice;
  readonly drawSample: DrawSample;
  readonly scoreRubric: ScoreRubric;
  readonly showRubric: ShowRubric;
  readonly briefInterviewer: BriefInterviewer;
  readonly judgeCriteria: JudgeCriteria;
  readonly listReviews: ListReviews;
  readonly showReview: ShowReview;
  readonly claimReview: ClaimReview;
  readonly decideReview: DecideReview;
  readonly requestUnlink: RequestUnlink;
  readonly decideUnlink: DecideUnlink;
  readonly listUnlinks: ListUnlinks;
  readonly listSources: ListSources;
}

export interface UseCaseDeps extends IngestDeps {
  /** 32 bytes. */
  readonly hubKey: Uint8Array;
  /** Where the hub speaks with other authorities. */
  readonly exchange?: ExchangeParts | undefined;
}

/** Every use case over an open hub. */
export const bindUseCases = (deps: UseCaseDeps): UseCases => {
  const access: AccessDeps = { ...deps, handleKey: handleKeyOf(deps.hubKey) };
  return {
    submitNotification: submitNotification(deps),
    writeRecord: writeRecord(deps),
    childReach: childReach(deps),
    matchChild: matchChild(access),
    breakGlass: breakGlass(access),
    openReferral: openReferral(access),
    approveAuditCase: approveAuditCase(access),
    reviewAccess: reviewAccess(access),
    listAccessReviews: listAccessReviews(access),
    listRequests: listRequests(deps),
    reportRequests: reportRequests(deps),
    replyToRequest: replyToRequest(deps),
    reconcileAuthority: reconcileAuthority(deps),
    sendExchange: sendExchange(deps.exchange),
    listExchange: listExchange(deps.exchange),
    confirmExchangeChild: confirmExchangeChild(deps.exchange),
    reportPractice: reportPractice(deps),
    drawSample: drawSample(deps),
    scoreRubric: scoreRubric(deps),
    showRubric: showRubric(deps),
    briefInterviewer: briefInterviewer(deps),
    judgeCriteria: judgeCriteria(deps),
    listReviews: listReviews(deps),
    showReview: showReview(deps),
    claimReview: claimReview(deps),
    decideReview: decideReview(deps),
    requestUnlink: requestUnlink(deps),
    decideUnlink: decideUnlink(deps),
    listUnlinks: listUnlinks(deps),
    listSources: listSources(deps),
  };
};
