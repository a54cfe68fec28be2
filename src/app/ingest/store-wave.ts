import { randomUUID } from 'node:crypto';
import { groupBy } from '../../domain/group-by.ts';
import type { Progress } from '../../store/delivery-progress.ts';
import { followChildren } from '../../store/entered-subjects.ts';
import { ensureFacts, ensureSubjects, pairKey, retractFacts, type StatedFact, writeFacts } from '../../store/facts.ts';
import { noteFeeds } from '../../store/feeds.ts';
import { findMemberships } from '../../store/links.ts';
import {
  type CurrentRecord,
  findCurrentRecords,
  findStatedFacts,
  insertRecords,
  retireRecords,
} from '../../store/source-records.ts';
import type { Transaction } from '../../store/transaction.ts';
import { project } from '../project.ts';
import type { Readable } from './arrivals.ts';
import type { IngestDeps } from './deps.ts';
import { erasedBefore } from './erased-before.ts';
import { noProgress } from './summary.ts';

/** What the records of one wave have in common. */
export interface WaveContext {
  readonly deliveryId: string;
  readonly organisation: string;
  readonly namespace: string;
  readonly receivedAt: string;
  readonly enteredBy: string | null;
  readonly knownAt: string;
}

interface Changed extends Readable {
  readonly id: string;
}

const anchor = async (
  tx: Transaction,
  { organisation }: WaveContext,
  changed: readonly Changed[],
): Promise<readonly StatedFact[]> => {
  const stated = changed.flatMap(({ id, record }) => record.facts.map((statement) => ({ id, statement })));
  if (stated.length === 0) return [];
  const subjects = await ensureSubjects(
    tx,
    organisation,
    stated.map(({ statement }) => statement.subject),
  );
  const subjectOf = ({ system, key }: { system: string; key: string }) => subjects.get(pairKey(system, key)) ?? '';
  const named = stated.map(({ id, statement }) => {
    const { kind, key, subject } = statement;
    return { sourceRecordId: id, statement, kind, key, system: subject.system, subjectId: subjectOf(subject) };
  });
  const facts = await ensureFacts(tx, organisation, named);
  const members = await findMemberships(tx, [...subjects.values()]);
  const children = new Map(members.map(({ subjectId, childId }) => [subjectId, childId]));
  return named.map(({ sourceRecordId, statement, kind, key, subjectId }) => {
    const id = facts.get(pairKey(kind, key, subjectId)) ?? '';
    return { id, subjectId, childId: children.get(subjectId) ?? null, sourceRecordId, statement };
  });
};

const keep = async (
  tx: Transaction,
  context: WaveContext,
  changed: readonly Changed[],
  facts: readonly StatedFact[],
): Promise<void> => {
  const factIds = groupBy(facts, ({ sourceRecordId }) => sourceRecordId);
  const records = changed.map(({ id, ordinal, hash, record: { key, locator, issues } }) => ({
    ...{ id, ordinal, hash, key, locator, issues },
    state: 'STORED' as const,
    reasons: null,
    factIds: (factIds.get(id) ?? []).map((fact) => fact.id),
  }));
  await insertRecords(tx, context, records);
};

/** Closes the facts that the replaced records stated and that no current record states any more. */
export const retractUnstated = async (
  tx: Transaction,
  replaced: readonly CurrentRecord[],
  knownAt: string,
): Promise<readonly string[]> => {
  const before = [...new Set(replaced.flatMap(({ factIds }) => factIds))];
  const still = new Set(await findStatedFacts(tx, before));
  return retractFacts(
    tx,
    before.filter((id) => !still.has(id)),
    knownAt,
  );
};

interface Effect {
  /** Source persons of whom something new is known, in order of arrival. */
  readonly subjects: readonly string[];
  /** Those whose place has to be decided: new, or with new evidence. */
  readonly unplaced: readonly string[];
  readonly records: Readonly<Record<string, number>>;
}

const state = async (
  tx: Transaction,
  context: WaveContext,
  changed: readonly Changed[],
  replaced: readonly CurrentRecord[],
): Promise<Effect> => {
  const facts = await anchor(tx, context, changed);
  await retireRecords(
    tx,
    replaced.map(({ id }) => id),
  );
  await keep(tx, context, changed, facts);
  const retracted = await retractUnstated(tx, replaced, context.knownAt);
  const written = await writeFacts(tx, context, facts);
  await noteFeeds(tx, written.get('notification') ?? [], context.knownAt);
  const ids = new Set([...written.values()].flat());
  const affected = facts.filter(({ id }) => ids.has(id));
  const isEvidence = ({ statement, childId }: StatedFact) => statement.kind === 'person' || childId === null;
  return {
    subjects: [...new Set([...affected.map(({ subjectId }) => subjectId), ...retracted])],
    unplaced: [...new Set([...affected.filter(isEvidence).map(({ subjectId }) => subjectId), ...retracted])],
    records: Object.fromEntries([...written].map(([kind, list]) => [kind, list.length])),
  };
};

/** Places source persons and derives anew every child of whom something changed. */
export const placeAndProject = async (
  deps: IngestDeps,
  tx: Transaction,
  { subjects, unplaced, knownAt }: Pick<Effect, 'subjects' | 'unplaced'> & { readonly knownAt: string },
): Promise<void> => {
  const moved = await deps.identify(tx, { subjectIds: unplaced, knownAt });
  const followed = await followChildren(tx, moved, knownAt);
  const members = await findMemberships(tx, subjects);
  const childIds = [...new Set([...members.map(({ childId }) => childId), ...moved, ...followed])];
  if (childIds.length > 0) await project(deps, tx, { childIds, knownAt });
};

/** Stores the records of one wave that say something new, with all that follows; returns what became of them. */
export const storeWave = async (
  deps: IngestDeps,
  tx: Transaction,
  context: WaveContext,
  arrivals: readonly Readable[],
): Promise<Progress> => {
  const keys = arrivals.map(({ record }) => record.key);
  const current = new Map((await findCurrentRecords(tx, context, keys)).map((one) => [one.key, one]));
  const erased = await erasedBefore(tx, context, arrivals);
  const isChanged = ({ ordinal, record, hash }: Readable) =>
    current.get(record.key)?.hash !== hash.toString('hex') && !erased.has(ordinal);
  const changed = arrivals.filter(isChanged).map((arrival) => ({ ...arrival, id: randomUUID() }));
  const stored = changed.length;
  const issues = changed.reduce((sum, { record }) => sum + record.issues.length, 0);
  const unchanged = arrivals.length - stored;
  if (stored === 0) return { ...noProgress, received: unchanged, unchanged };
  const replaced = changed.flatMap(({ record }) => current.get(record.key) ?? []);
  const { records, ...effect } = await state(tx, context, changed, replaced);
  await placeAndProject(deps, tx, { ...effect, knownAt: context.knownAt });
  return { ...noProgress, received: arrivals.length, stored, unchanged, issues, records };
};
