import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { identityReview } from '../../domain/access.ts';
import { AnotherPersonNeeded, InvalidRequest, NotFound, VersionConflict } from '../../domain/errors.ts';
import { actorOf, personOf, type Viewer } from '../../domain/viewer.ts';
import { findSurvivor, isReached } from '../../store/access-grants.ts';
import { insertConstraints } from '../../store/link-constraints.ts';
import { findMemberships } from '../../store/links.ts';
import type { Pools } from '../../store/pools.ts';
import { findComparedMembers } from '../../store/review-evidence.ts';
import { refuseRevoked } from '../../store/token-revocations.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import {
  decideUnlinkRequest,
  findUnlinkRequest,
  insertUnlinkRequest,
  listUnlinkRequests,
  type UnlinkRequest,
  type UnlinkState,
} from '../../store/unlink-requests.ts';
import { reasoned } from '../access/checks.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { placeAndProject } from '../ingest/store-wave.ts';
import { once } from '../once.ts';
import { reviewer } from './checks.ts';

export interface RequestUnlinkInput {
  readonly viewer: Viewer | null;
  readonly childId: string;
  /** Those to be taken out. */
  readonly subjectIds: readonly string[];
  readonly reason: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

const asked = z.object({ requestId: z.string(), childId: z.string() });
export type UnlinkAsked = z.infer<typeof asked> & { readonly repeated: boolean };

/**
 * Asks for source persons to be taken out of a child they were wrongly linked to. Nothing happens before somebody else
 * approves it.
 * @throws NotPermitted, InvalidRequest, NotFound, KeyReused
 */
export type RequestUnlink = (input: RequestUnlinkInput) => Promise<UnlinkAsked>;

/** Who of a child is to go, and who stays. @throws InvalidRequest, VersionConflict */
const partsOf = async (tx: Transaction, childId: string, subjectIds: readonly string[]) => {
  const members = (await findComparedMembers(tx, [childId])).map(({ subjectId }) => subjectId);
  const leaving = members.filter((member) => subjectIds.includes(member));
  if (leaving.length !== new Set(subjectIds).size) {
    throw new VersionConflict('sourcePersons: one of them is not, or no longer, of this child');
  }
  const staying = members.filter((member) => !leaving.includes(member));
  if (leaving.length === 0 || staying.length === 0) {
    throw new InvalidRequest('sourcePersons: at least one is to go, and at least one stays');
  }
  return { leaving, staying };
};

const ask = async (
  tx: Transaction,
  viewer: Viewer,
  { subjectIds, now, ...input }: RequestUnlinkInput,
): Promise<z.infer<typeof asked>> => {
  const childId = await findSurvivor(tx, input.childId);
  if (!(await isReached(tx, viewer, childId, now))) {
    throw new NotFound('childId: there is no such child, or none you have a relationship to');
  }
  const { leaving } = await partsOf(tx, childId, subjectIds);
  const id = randomUUID();
  const by = { askedBy: actorOf(viewer), askedAt: now };
  await insertUnlinkRequest(tx, { id, childId, subjectIds: leaving, reason: input.reason, ...by });
  return { requestId: id, childId };
};

/** The use case, given what it needs. */
export const requestUnlink =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): RequestUnlink =>
  async (input) => {
    const viewer = reviewer(input.viewer);
    const reason = reasoned(input.reason, identityReview.leastReason);
    const { childId, subjectIds, idempotencyKey } = input;
    const request = [JSON.stringify(['requestUnlink', viewer.person, childId, subjectIds, reason])];
    const terms = { viewer, idempotencyKey, request, outcome: asked, field: 'reason' };
    return once(pools, terms, (tx) => ask(tx, viewer, { ...input, reason }));
  };

export interface DecideUnlinkInput {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly isApproved: boolean;
  readonly note: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

const settled = z.object({
  requestId: z.string(),
  state: z.enum(['APPROVED', 'REFUSED']),
  /** The child they were of, and the children they are now. */
  childId: z.string(),
  separated: z.array(z.string()),
});
export type UnlinkSettled = z.infer<typeof settled> & { readonly repeated: boolean };

/**
 * Approves or refuses a request of another person. What is approved takes effect in the same transaction: both children
 * are as if they had never been one, and so is who reaches them.
 * @throws NotPermitted, InvalidRequest, NotFound, AnotherPersonNeeded, VersionConflict, KeyReused
 */
export type DecideUnlink = (input: DecideUnlinkInput) => Promise<UnlinkSettled>;

interface Settling {
  readonly deps: IngestDeps;
  readonly tx: Transaction;
  readonly knownAt: string;
  readonly viewer: Viewer;
  readonly input: DecideUnlinkInput;
}

const separate = async (
  { deps, tx, knownAt, viewer, input }: Settling,
  { id, childId, subjectIds, reason }: UnlinkRequest,
): Promise<readonly string[]> => {
  const { leaving, staying } = await partsOf(tx, childId, subjectIds);
  const pairs = leaving.flatMap((one) => staying.map((other) => [one, other] as const));
  const said = { reason, actor: actorOf(viewer), decidedAt: input.now, taskId: null, requestId: id };
  await insertConstraints(tx, { ...said, pairs, kind: 'CANNOT_LINK' }, knownAt);
  const subjects = [...leaving, ...staying];
  await placeAndProject(deps, tx, { subjects, unplaced: subjects, knownAt });
  const homes = await findMemberships(tx, leaving);
  return [...new Set(homes.map((home) => home.childId))].toSorted();
};

const openRequest = async (tx: Transaction, viewer: Viewer, id: string, now: string): Promise<UnlinkRequest> => {
  const request = await findUnlinkRequest(tx, viewer, id, now);
  if (!request) throw new NotFound('requestId: there is no such request, or you have no relationship to the child');
  if (request.state !== 'ASKED') throw new VersionConflict('requestId: it was decided before');
  if (personOf(request.askedBy) === viewer.person) {
    throw new AnotherPersonNeeded('requestId: you asked for it; another person approves it');
  }
  return request;
};

const settle = async (settling: Settling): Promise<z.infer<typeof settled>> => {
  const { tx, knownAt, viewer, input } = settling;
  const { requestId, isApproved, note, now } = input;
  const request = await openRequest(tx, viewer, requestId, now);
  const separated = isApproved ? await separate(settling, request) : [];
  const state = isApproved ? ('APPROVED' as const) : ('REFUSED' as const);
  const known = isApproved ? knownAt : null;
  await decideUnlinkRequest(tx, { id: requestId, state, by: actorOf(viewer), at: now, note, knownAt: known });
  return { requestId, state, childId: request.childId, separated: [...separated] };
};

/** The use case, given what it needs. */
export const decideUnlink =
  (deps: IngestDeps): DecideUnlink =>
  async (input) => {
    const viewer = reviewer(input.viewer);
    const note = reasoned(input.note, identityReview.leastReason);
    const { requestId, isApproved, idempotencyKey } = input;
    const request = [JSON.stringify(['decideUnlink', viewer.person, requestId, isApproved, note])];
    const terms = { viewer, idempotencyKey, request, outcome: settled, field: 'note' };
    return once(deps.pools, terms, (tx, knownAt) => settle({ deps, tx, knownAt, viewer, input: { ...input, note } }));
  };

export interface ListUnlinksInput {
  readonly viewer: Viewer | null;
  readonly state: UnlinkState;
  readonly limit: number;
  readonly now: string;
}

/**
 * Requests about children the viewer reaches, the oldest first.
 * @throws NotPermitted, InvalidRequest
 */
export type ListUnlinks = (input: ListUnlinksInput) => Promise<readonly UnlinkRequest[]>;

/** The use case, given what it needs. */
export const listUnlinks =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ListUnlinks =>
  async ({ viewer: asking, state, limit, now }) => {
    const viewer = reviewer(asking);
    if (limit < 1) throw new InvalidRequest('first: at least one');
    return inTransaction(pools.ingest, async (tx) => {
      await refuseRevoked(tx, viewer);
      return listUnlinkRequests(tx, viewer, { state, limit, now });
    });
  };
