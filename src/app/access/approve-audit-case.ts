import { auditCases } from '../../domain/access.ts';
import { InvalidRequest, NotFound } from '../../domain/errors.ts';
import { hoursAfter } from '../../domain/instants.ts';
import { findOrganisation } from '../../domain/organisations.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { isReached } from '../../store/access-grants.ts';
import { inTransaction } from '../../store/transaction.ts';
import { permitted, reasoned } from './checks.ts';
import type { AccessDeps } from './deps.ts';
import { type OpenedWay, openWay } from './open-way.ts';

export interface ApproveAuditCaseInput {
  readonly viewer: Viewer | null;
  readonly childId: string;
  /** Subject id of the auditor, of the approver's own partnership. */
  readonly auditor: string;
  readonly days: number;
  readonly reason: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Lets one auditor read one case with names, for the days of the audit.
 * @throws NotPermitted, InvalidRequest, NotFound, KeyReused
 */
export type ApproveAuditCase = (input: ApproveAuditCaseInput) => Promise<OpenedWay & { readonly repeated: boolean }>;

const leastReason = 10;

const checkTerms = (viewer: Viewer, { days, auditor }: ApproveAuditCaseInput): void => {
  if (!Number.isInteger(days) || days < 1 || days > auditCases.mostDays) {
    throw new InvalidRequest(`days: 1 to ${auditCases.mostDays}`);
  }
  if (auditor.trim() === '') throw new InvalidRequest('auditor: the subject id of their tokens');
  if (auditor === viewer.person) throw new InvalidRequest('auditor: nobody approves a case for themselves');
  if (findOrganisation(viewer.organisation)?.agency !== 'partnership') {
    throw new InvalidRequest('a case is approved by the data protection officer of its partnership');
  }
};

/** The use case, given what it needs. */
export const approveAuditCase =
  (deps: AccessDeps): ApproveAuditCase =>
  async (input) => {
    const viewer = permitted(input.viewer, auditCases.approvedBy, 'approving a case of an audit');
    checkTerms(viewer, input);
    const reason = reasoned(input.reason, leastReason);
    const { childId, now, idempotencyKey, auditor: person } = input;
    const isKnown = await inTransaction(deps.pools.ingest, (tx) => isReached(tx, viewer, childId, now));
    if (!isKnown) throw new NotFound('childId: there is no such child, or none you have a relationship to');
    return openWay(
      deps,
      { viewer, idempotencyKey, mutation: 'auditCaseApprove', now },
      {
        ...{ kind: 'AUDIT_CASE', organisation: viewer.organisation, person, childId, reason },
        ...{ role: 'auditor', purpose: 'AUDIT_IDENTIFIED', topic: 'AUDIT_CASE_APPROVED' },
        until: hoursAfter(now, input.days * 24),
        reviewDueOn: null,
      },
    );
  };
