import type { CanonicalRecord, SubjectReference } from '../../domain/adapter.ts';
import { NotFound, NotPermitted, VersionConflict } from '../../domain/errors.ts';
import { microsecondsOf } from '../../domain/instants.ts';
import { withOwn } from '../../domain/mask.ts';
import { showsRecord } from '../../domain/sight.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { WritableKind } from '../../domain/writable.ts';
import { findSurvivor } from '../../store/access-grants.ts';
import { findChildMask } from '../../store/child-mask.ts';
import { enteredSubject } from '../../store/entered-subjects.ts';
import { findKept, findPersonStatements, findStatedBy, type KeptRecord } from '../../store/kept-records.ts';
import type { Transaction } from '../../store/transaction.ts';
import { namespaceOf } from './read-entered.ts';

/** What is written: a new record of a child, or a record there is, as the writer saw it at a known time. */
export type WhichRecord =
  | { readonly childId: string }
  | { readonly recordId: string; readonly expectedKnownAt: string };

/** Where an entry goes, and what its writer sees there. */
export interface Target {
  readonly childId: string;
  /** The writer's mask for a record of their own organisation. */
  readonly mask: bigint;
  readonly subject: SubjectReference;
  /** The record's number in its contract; null for a new one. */
  readonly number: string | null;
  readonly kept: KeptRecord | null;
  /** What the record said of its child when it came in a file. */
  readonly persons: readonly CanonicalRecord<'person'>[];
}

interface Asked {
  readonly viewer: Viewer;
  readonly writable: WritableKind;
  readonly now: string;
}

const newRecord = async (tx: Transaction, { viewer, now }: Asked, given: string): Promise<Target> => {
  const childId = await findSurvivor(tx, given);
  const mask = await findChildMask(tx, viewer, childId, now);
  if (mask === null) throw new NotFound('childId: there is no such child, or none you have a relationship to');
  return { childId, mask: withOwn(mask), subject: enteredSubject(childId), number: null, kept: null, persons: [] };
};

/** The record, where the viewer sees that there is one; absent and hidden are not told apart. */
const seenRecord = async (tx: Transaction, { viewer, writable, now }: Asked, id: string) => {
  const kept = await findKept(tx, writable.kind, id);
  const ofChild = kept ? await findChildMask(tx, viewer, kept.childId, now) : null;
  const isOwn = kept?.organisation === viewer.organisation;
  const mask = ofChild !== null && isOwn ? withOwn(ofChild) : ofChild;
  if (!kept || mask === null || !showsRecord(mask, writable)) {
    throw new NotFound('id: there is no such record, or none you may know of');
  }
  if (!isOwn) throw new NotPermitted('id: it is another organisation’s record; enter your own beside it');
  return { kept, mask };
};

const knownRecord = async (
  tx: Transaction,
  asked: Asked,
  recordId: string,
  expectedKnownAt: string,
): Promise<Target> => {
  const { kept, mask } = await seenRecord(tx, asked, recordId);
  const statedBy = await findStatedBy(tx, namespaceOf(asked.writable), recordId);
  if (!statedBy) throw new NotPermitted('id: your own system keeps this record; change it there');
  if (microsecondsOf(kept.knownAt) > microsecondsOf(expectedKnownAt)) {
    throw new VersionConflict(`expectedKnownAt: a newer version of the record became known at ${kept.knownAt}`);
  }
  const persons = await findPersonStatements(tx, statedBy.others);
  return { childId: kept.childId, mask, subject: kept.subject, number: statedBy.key, kept, persons };
};

/**
 * Where an entry goes. Call it inside the lane.
 * @throws NotFound, NotPermitted, VersionConflict
 */
export const findTarget = (tx: Transaction, asked: Asked, which: WhichRecord): Promise<Target> =>
  'childId' in which
    ? newRecord(tx, asked, which.childId)
    : knownRecord(tx, asked, which.recordId, which.expectedKnownAt);
