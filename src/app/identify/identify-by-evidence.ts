import { createHmac, randomUUID } from 'node:crypto';
import type { IdPair } from '../../domain/link/cluster.ts';
import type { LinkRecord } from '../../domain/link/link-record.ts';
import { limits } from '../../domain/matching.ts';
import { renewSiblings, writeEdges } from '../../store/link-edges.ts';
import { type LinkKey, replaceLinkKeys } from '../../store/link-keys.ts';
import { loadLinkPersons } from '../../store/link-persons.ts';
import { type LinkSurroundings, loadSurroundings } from '../../store/link-surroundings.ts';
import { insertChildren, insertLinkEvents, moveSubjects } from '../../store/links.ts';
import { changeReviews, openReviews, overtakeReviews } from '../../store/review-openings.ts';
import type { Transaction } from '../../store/transaction.ts';
import { createStandards } from './create-standards.ts';
import { edgeChanges } from './edge-changes.ts';
import type { Identify, Identifying, Touched } from './identify.ts';
import { type Judged, judgeSurroundings, type Standard } from './judge-surroundings.ts';
import { linkEventsOf, movesOf } from './link-moves.ts';
import { createRecordReader, linkKeysOf } from './link-words.ts';
import { type Placed, placeGroups } from './place-groups.ts';
import { reviewChanges } from './wanted-reviews.ts';

/** Source persons who share a key that counts; those just spoken of are found by their new keys. */
const candidatesOf = (keys: readonly LinkKey[], touched: ReadonlySet<string>, near: LinkSurroundings['near']) => {
  const stored = new Map(near.map(({ key, subjectIds }) => [key, subjectIds.filter((id) => !touched.has(id))]));
  const mine = new Map<string, string[]>();
  for (const { key, subjectId, isBirth } of keys) {
    if (isBirth) continue;
    const known = mine.get(key);
    if (known) known.push(subjectId);
    else mine.set(key, [subjectId]);
  }
  const pairs = new Map<string, IdPair>();
  for (const [key, subjects] of mine) {
    const others = stored.get(key) ?? [];
    if (subjects.length + others.length > limits.blockSize) continue;
    subjects.forEach((one, at) => {
      for (const other of [...subjects.slice(at + 1), ...others]) {
        if (one !== other) pairs.set(`${one}|${other}`, [one, other]);
      }
    });
  }
  return [...pairs.values()];
};

interface Seen {
  readonly around: LinkSurroundings;
  readonly records: ReadonlyMap<string, LinkRecord>;
  readonly candidates: readonly IdPair[];
}

const lookAround = async (tx: Transaction, { secret }: Identifying, subjectIds: readonly string[]): Promise<Seen> => {
  const read = createRecordReader();
  const mine = (await loadLinkPersons(tx, subjectIds)).map((person) => [person.subjectId, read(person)] as const);
  const keys = mine.flatMap(([subjectId, record]) => linkKeysOf(secret, subjectId, record));
  const textOf = ({ key }: LinkKey) => key;
  const around = await loadSurroundings(tx, {
    subjectIds,
    keys: keys.map(textOf),
    birthKeys: keys.filter(({ isBirth }) => isBirth).map(textOf),
    blockSize: limits.blockSize,
  });
  await replaceLinkKeys(tx, subjectIds, keys);
  const touched = new Set(subjectIds);
  const others = around.persons.filter(({ subjectId }) => !touched.has(subjectId));
  return {
    around,
    records: new Map([...mine, ...others.map((person) => [person.subjectId, read(person)] as const)]),
    candidates: candidatesOf(keys, touched, around.near),
  };
};

const move = async (
  tx: Transaction,
  { around, judged, placed }: { readonly around: LinkSurroundings; readonly judged: Judged; readonly placed: Placed },
  knownAt: string,
): Promise<readonly string[]> => {
  const moves = movesOf(around, placed);
  if (moves.length === 0) return [];
  await insertChildren(tx, placed.newChildren);
  const { constraints } = around;
  await insertLinkEvents(tx, linkEventsOf(moves, judged, { placing: around, placed, constraints }), knownAt);
  const memberships = moves.map(({ subjectId, to }) => ({ subjectId, childId: to }));
  await moveSubjects(tx, memberships, knownAt);
  return [...new Set(moves.flatMap(({ from, to }) => (from === null ? [to] : [from, to])))];
};

// One in twenty.
const SAMPLED = 20;
/** Drawn by the hub's key, so that nobody can tell beforehand which of their decisions a second person sees. */
const isSampled = (secret: Uint8Array, lot: string): boolean =>
  createHmac('sha256', secret).update(lot).digest().readUInt32BE(0) % SAMPLED === 0;

interface Asking {
  readonly secret: Uint8Array;
  readonly judged: Judged;
  readonly placed: Placed;
  readonly around: LinkSurroundings;
}

const ask = async (tx: Transaction, { secret, judged, placed, around }: Asking, knownAt: string): Promise<void> => {
  const { opened, changed, overtaken } = reviewChanges(judged, placed, around);
  await overtakeReviews(tx, overtaken, knownAt);
  await changeReviews(tx, changed);
  const toOpen = opened.map(({ lot, ...review }) => ({
    ...review,
    id: randomUUID(),
    isSampled: isSampled(secret, lot),
  }));
  await openReviews(tx, toOpen, knownAt);
};

const identifySome = async (
  tx: Transaction,
  { identifying, standard }: { readonly identifying: Identifying; readonly standard: Standard },
  { subjectIds, knownAt }: Touched,
): Promise<readonly string[]> => {
  const { around, records, candidates } = await lookAround(tx, identifying, subjectIds);
  const { edges, constraints, members, origins } = around;
  const [touched, found] = [new Set(subjectIds), new Set([...around.found, ...subjectIds])];
  const judged = judgeSurroundings(standard, { records, found, candidates, touched, edges, constraints });
  const { ended, written } = edgeChanges(judged, edges, identifying.secret);
  if (ended.length + written.length > 0) {
    await writeEdges(tx, { ended, written, snapshotId: standard.snapshotId }, knownAt);
  }
  const mayHaveSiblings = around.haveSiblings || constraints.some(({ kind }) => kind === 'SIBLING');
  if (mayHaveSiblings || written.some(({ isPossibleSibling }) => isPossibleSibling)) {
    await renewSiblings(tx, [...found], knownAt);
  }
  const placed = placeGroups({ touched: subjectIds, groups: judged.groups, members, origins, newId: randomUUID });
  const moved = await move(tx, { around, judged, placed }, knownAt);
  await ask(tx, { secret: identifying.secret, judged, placed, around }, knownAt);
  return moved;
};

/** Identity by the evidence of `domain/link`: what `linkIdentify` does once it is needed. */
export const identifyByEvidence = (identifying: Identifying): Identify => {
  const standardOf = createStandards(identifying.thresholds);
  return async (tx, touched) => {
    if (touched.subjectIds.length === 0) return [];
    const standard = await standardOf(tx, touched.knownAt);
    return identifySome(tx, { identifying, standard }, touched);
  };
};
