import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Grant } from '../../domain/projection.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { findSurvivor, insertGrant } from '../../store/access-grants.ts';
import { announceLater, type Topic } from '../../store/outbox.ts';
import type { Transaction } from '../../store/transaction.ts';
import { type OnceRequest, once } from '../once.ts';
import { project } from '../project.ts';
import type { AccessDeps } from './deps.ts';

/** A way to a child as it was opened. */
export const openedWay = z.object({
  grantId: z.string(),
  childId: z.string(),
  until: z.string(),
  reviewDueOn: z.string().nullable(),
});
export type OpenedWay = z.infer<typeof openedWay>;

/** What is opened, for whom, why and until when. */
export interface Way extends Grant {
  readonly childId: string;
  readonly role: string;
  readonly purpose: string;
  readonly reason: string;
  readonly reviewDueOn: string | null;
  /** What those with a relationship to the child are told. */
  readonly topic: Topic;
}

/** What a way is opened by. */
export interface WayRequest {
  readonly viewer: Viewer;
  readonly idempotencyKey: string;
  readonly mutation: string;
  readonly now: string;
}

interface Opening extends Pick<AccessDeps, 'projector'> {
  readonly tx: Transaction;
  readonly knownAt: string;
}

const store = async (
  { projector, tx, knownAt }: Opening,
  { viewer, now }: WayRequest,
  way: Way,
): Promise<OpenedWay> => {
  const childId = await findSurvivor(tx, way.childId);
  const { topic, ...grant } = way;
  const id = randomUUID();
  await insertGrant(tx, { ...grant, id, childId, openedBy: viewer.person, openedAt: now, knownAt });
  await project({ projector }, tx, { childIds: [childId], knownAt });
  await announceLater(tx, [{ topic, childId, payload: { grantId: id } }], knownAt);
  return { grantId: id, childId, until: way.until, reviewDueOn: way.reviewDueOn };
};

const contentOf = ({ mutation }: WayRequest, { until: _until, reviewDueOn: _due, ...way }: Way): string =>
  createHash('sha256')
    .update(JSON.stringify([mutation, way]))
    .digest('hex');

/** Opens a way to a child, derives who reaches the child anew and tells those who do, in one transaction and once. */
export const openWay = (
  deps: AccessDeps,
  request: WayRequest,
  way: Way,
): Promise<OpenedWay & { readonly repeated: boolean }> => {
  const terms: OnceRequest<OpenedWay> = {
    ...{ viewer: request.viewer, idempotencyKey: request.idempotencyKey, outcome: openedWay, field: 'reason' },
    request: [contentOf(request, way)],
  };
  return once(deps.pools, terms, (tx, knownAt) => store({ ...deps, tx, knownAt }, request, way));
};
