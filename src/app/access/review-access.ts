import { z } from 'zod';
import { auditCases } from '../../domain/access.ts';
import { InvalidRequest, NotFound, NotPermitted, VersionConflict } from '../../domain/errors.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { type AccessReview, findReview, keepReview, listReviews, type Review } from '../../store/access-grants.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { once } from '../once.ts';
import { permitted, reasoned } from './checks.ts';
import type { AccessDeps } from './deps.ts';

export interface ReviewAccessInput extends Omit<Review, 'reviewedBy' | 'reviewedAt'> {
  readonly viewer: Viewer | null;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

const kept = z.object({ grantId: z.string() });

/**
 * Keeps what the review of a broken glass found. Nobody reviews their own.
 * @throws NotPermitted, InvalidRequest, NotFound, VersionConflict, KeyReused
 */
export type ReviewAccess = (input: ReviewAccessInput) => Promise<AccessReview>;

const leastNote = 10;
const uuid = z.uuid();

const review = async (tx: Transaction, viewer: Viewer, found: Review): Promise<void> => {
  const known = await findReview(tx, viewer.organisation, found.grantId);
  if (!known) throw new NotFound('grantId: there is no such broken glass, or it is not yours to review');
  if (known.person === viewer.person && known.organisation === viewer.organisation) {
    throw new NotPermitted('grantId: nobody reviews their own');
  }
  if (!(await keepReview(tx, found))) throw new VersionConflict('grantId: it was reviewed before');
};

/** The use case, given what it needs. */
export const reviewAccess =
  ({ pools }: AccessDeps): ReviewAccess =>
  async ({ viewer: asking, grantId, outcome, note, idempotencyKey, now }) => {
    const viewer = permitted(asking, auditCases.approvedBy, 'reviewing a broken glass');
    const why = reasoned(note, leastNote);
    if (!uuid.safeParse(grantId).success) throw new InvalidRequest('grantId: the id of the review');
    const found = { grantId, outcome, note: why, reviewedBy: viewer.person, reviewedAt: now };
    const request = [JSON.stringify(['accessReview', grantId, outcome, why])];
    await once(pools, { viewer, idempotencyKey, request, outcome: kept, field: 'note' }, async (tx) => {
      await review(tx, viewer, found);
      return { grantId };
    });
    const reviewed = await inTransaction(pools.ingest, (tx) => findReview(tx, viewer.organisation, grantId));
    if (!reviewed) throw new NotFound('grantId: there is no such broken glass any more');
    return reviewed;
  };

export interface ListAccessReviewsInput {
  readonly viewer: Viewer | null;
  /** Only those that wait for review, or only those that do not; null for all. */
  readonly waiting: boolean | null;
  /** The grant after which the list goes on. */
  readonly after: string | null;
  readonly first: number;
}

/**
 * Broken glasses of the children of the asker's partnership, the most urgent first; one more than asked for where
 * there are more.
 * @throws NotPermitted, InvalidRequest
 */
export type ListAccessReviews = (input: ListAccessReviewsInput) => Promise<readonly AccessReview[]>;

/** The use case, given what it needs. */
export const listAccessReviews =
  ({ pools }: AccessDeps): ListAccessReviews =>
  async ({ viewer: asking, waiting, after, first }) => {
    const viewer = permitted(asking, auditCases.approvedBy, 'the reviews of broken glasses');
    if (after !== null && !uuid.safeParse(after).success) throw new InvalidRequest('after: the id of a review');
    const { organisation } = viewer;
    return inTransaction(pools.ingest, (tx) => listReviews(tx, { organisation, waiting, after, limit: first + 1 }));
  };
