import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InvalidRequest, NotPermitted } from '../../domain/errors.ts';
import { mayWrite } from '../../domain/may-write.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { type WritableKind, type WrittenKind, writableOf } from '../../domain/writable.ts';
import { linkEntered } from '../../store/entered-subjects.ts';
import { findKept, getFactId } from '../../store/kept-records.ts';
import { takeLane } from '../../store/lane.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { takeEntered } from '../ingest/take-entered.ts';
import { once } from '../once.ts';
import { type Composed, composeRecord } from './compose-record.ts';
import type { Said } from './entry.ts';
import { findTarget, type Target, type WhichRecord } from './find-target.ts';
import { adapterId, formatOf } from './read-entered.ts';

export interface WriteRecordInput {
  readonly viewer: Viewer | null;
  readonly kind: WrittenKind;
  readonly which: WhichRecord;
  readonly said: Said;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

const written = z.object({
  recordId: z.string(),
  childId: z.string(),
  /** When the record as it now stands became known: what the next change of it expects. */
  knownAt: z.string(),
  outcome: z.enum(['STORED', 'UNCHANGED']),
});
type Written = Readonly<z.infer<typeof written>>;
/** A record as it was entered. */
export type RecordWritten = Written & { readonly repeated: boolean };

/**
 * Enters a record of the writer's own organisation, or changes fields of one, as if a file of one entry had come: in
 * one transaction kept, read, stored, placed with the child the writer named, and projected. Fields that are not named
 * keep their value, and nobody can name what they cannot see.
 * @throws NotPermitted, InvalidRequest, NotFound, VersionConflict, KeyReused
 */
export type WriteRecord = (input: WriteRecordInput) => Promise<RecordWritten>;

const checkWriter = (viewer: Viewer | null, { mutation, type }: WritableKind): Viewer => {
  if (!viewer || !mayWrite(viewer.role, mutation)) {
    throw new NotPermitted(`${mutation}: your role does not enter a record of this kind (${type})`);
  }
  return viewer;
};

interface Entry {
  readonly viewer: Viewer;
  readonly writable: WritableKind;
  readonly number: string;
  readonly target: Target;
  readonly composed: Composed;
  readonly now: string;
}

const keep = async (deps: IngestDeps, tx: Transaction, entry: Entry): Promise<string> => {
  const { viewer, writable, number, target, composed, now } = entry;
  const { organisation, person } = viewer;
  if (target.kept === null) {
    await linkEntered(tx, { organisation, childId: target.childId, person, knownAt: await takeLane(tx, now) });
  }
  const { bytes, arrival } = composed;
  const name = `${writable.mutation}.json`;
  const format = formatOf(deps, writable);
  await takeEntered(deps, tx, {
    ...{ adapterId, format, name, bytes, arrival, organisation, enteredBy: person, receivedAt: now },
  });
  if (target.kept !== null) return target.kept.id;
  return getFactId(tx, { kind: writable.kind, organisation, key: `${writable.contract}/${number}` });
};

const write = async (
  deps: IngestDeps,
  tx: Transaction,
  viewer: Viewer,
  { kind, which, said, now }: WriteRecordInput,
): Promise<Written> => {
  const writable = writableOf(kind);
  const target = await findTarget(tx, { viewer, writable, now }, which);
  const number = target.number ?? randomUUID();
  const { organisation } = viewer;
  const format = formatOf(deps, writable);
  const composed = composeRecord({ writable, format, target, said, id: number, organisation, now });
  const { kept, childId } = target;
  if (kept && !composed.isNews) return { recordId: kept.id, childId, knownAt: kept.knownAt, outcome: 'UNCHANGED' };
  const recordId = await keep(deps, tx, { viewer, writable, number, target, composed, now });
  const stored = await findKept(tx, kind, recordId);
  if (!stored) throw new Error('an entered record was not stored');
  return { recordId, childId: stored.childId, knownAt: stored.knownAt, outcome: 'STORED' };
};

/** The use case, given what it needs. */
export const writeRecord =
  (deps: IngestDeps): WriteRecord =>
  async (input) => {
    const { kind, which, said, idempotencyKey } = input;
    const viewer = checkWriter(input.viewer, writableOf(kind));
    if (Object.keys(said.fields).length + said.absent.length === 0) throw new InvalidRequest('record: it says nothing');
    const request = [JSON.stringify(['writeRecord', kind, which, said])];
    const terms = { viewer, idempotencyKey, request, outcome: written, field: 'record' };
    return once(deps.pools, terms, (tx) => write(deps, tx, viewer, input));
  };
