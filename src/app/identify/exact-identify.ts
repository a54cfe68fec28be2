import { createHmac, randomUUID } from 'node:crypto';
import { groupBy } from '../../domain/group-by.ts';
import { contradicts, identityKeys } from '../../domain/matching.ts';
import type { Person } from '../../domain/model/person.ts';
import {
  findMembers,
  findMemberships,
  findOrigins,
  findSharedKeys,
  insertChildren,
  insertLinkEvents,
  type LinkEvent,
  moveSubjects,
  replaceIdentityKeys,
  type SharedKey,
} from '../../store/links.ts';
import { loadPersons } from '../../store/persons.ts';
import type { Transaction } from '../../store/transaction.ts';
import { leaversOf, type Move, planLinks, type World } from './cluster-plan.ts';
import type { Identify } from './identify.ts';

type Persons = ReadonlyMap<string, readonly Person[]>;

const personsOf = async (tx: Transaction, subjectIds: Iterable<string>): Promise<Persons> => {
  const stated = await loadPersons(tx, [...new Set(subjectIds)]);
  return new Map(
    [...groupBy(stated, ({ subjectId }) => subjectId)].map(([id, group]) => [id, group.map(({ person }) => person)]),
  );
};

/** Recomputes the keyed hashes of the source persons; returns which rule each hash stands for. */
const rekey = async (
  tx: Transaction,
  secret: Uint8Array,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rules = new Map<string, string>();
  const keys = [...(await personsOf(tx, subjectIds))].flatMap(([subjectId, persons]) =>
    persons.flatMap(identityKeys).map(({ rule, key: plain }) => {
      const key = createHmac('sha256', secret).update(`${rule}\u0000${plain}`).digest('hex');
      rules.set(key, rule);
      return { subjectId, key };
    }),
  );
  await replaceIdentityKeys(tx, subjectIds, keys);
  return rules;
};

type Sharers = World['sharers'];

const sharersOf = (shared: readonly SharedKey[], rules: ReadonlyMap<string, string>): Sharers =>
  new Map(
    [...groupBy(shared, ({ subjectId }) => subjectId)].map(([subjectId, pairs]) => {
      const byOther = groupBy(pairs, ({ otherId }) => otherId);
      const others = [...byOther].map(
        ([other, ks]) => [other, [...new Set(ks.map(({ key }) => rules.get(key) ?? 'UNKNOWN'))].sort()] as const,
      );
      return [subjectId, new Map(others)];
    }),
  );

interface Surroundings {
  readonly childOf: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly ownChild: ReadonlyMap<string, string>;
  readonly age: ReadonlyMap<string, string>;
  readonly persons: Persons;
}

/** The children of these source persons, everyone in them, and what is stated of everyone. */
const lookAround = async (tx: Transaction, subjectIds: readonly string[]): Promise<Surroundings> => {
  const childIds = [...new Set((await findMemberships(tx, subjectIds)).map(({ childId }) => childId))];
  const members = await findMembers(tx, childIds);
  const everyone = [...new Set([...subjectIds, ...members.map(({ subjectId }) => subjectId)])];
  const origins = await findOrigins(tx, childIds, everyone);
  return {
    childOf: new Map(members.map(({ subjectId, childId }) => [subjectId, childId])),
    members: new Map(
      [...groupBy(members, ({ childId }) => childId)].map(([id, group]) => [id, group.map((m) => m.subjectId)]),
    ),
    ownChild: new Map(origins.map(({ firstSubjectId, childId }) => [firstSubjectId, childId])),
    age: new Map(origins.map(({ childId, knownSince }) => [childId, knownSince])),
    persons: await personsOf(tx, everyone),
  };
};

const contradictionIn =
  (persons: Persons) =>
  (a: string, b: string): boolean =>
    (persons.get(a) ?? []).some((one) => (persons.get(b) ?? []).some((other) => contradicts(one, other)));

interface Seen {
  readonly world: World;
  readonly leavers: readonly string[];
}

const see = async (tx: Transaction, secret: Uint8Array, subjects: readonly string[]): Promise<Seen> => {
  const rules = await rekey(tx, secret, subjects);
  const shared = await findSharedKeys(tx, subjects);
  const { members, persons, ...around } = await lookAround(tx, [...subjects, ...shared.map((s) => s.otherId)]);
  const contradict = contradictionIn(persons);
  const world = { ...around, subjects, sharers: sharersOf(shared, rules), contradict, newId: randomUUID };
  return { world, leavers: leaversOf(world, (child) => members.get(child) ?? []) };
};

const eventsOf = (moves: readonly Move[], leavers: ReadonlySet<string>): readonly LinkEvent[] =>
  moves.flatMap(({ subjectId, from, to, rule, agreeing, comparedWith }) => {
    const base = { subjectId, actor: 'hub' };
    const evidence = { comparedWith, agreeing };
    const link = { ...base, id: randomUUID(), childId: to, action: 'LINK' as const, rule, evidence };
    if (from === null || !leavers.has(subjectId)) return [link];
    const unlink = { ...base, id: randomUUID(), childId: from, action: 'UNLINK' as const };
    return [{ ...unlink, rule: 'CONTRADICTION', evidence: {} }, link];
  });

/**
 * Identity by exact agreement: source persons who share a keyed hash under a rule of `domain/matching.ts`, and whom
 * nothing in either child contradicts, are one child. `secret` keys the hashes.
 */
export const exactIdentify =
  ({ secret }: { readonly secret: Uint8Array }): Identify =>
  async (tx, { subjectIds, knownAt }) => {
    if (subjectIds.length === 0) return [];
    const first = await see(tx, secret, subjectIds);
    // Whoever has to leave a child is placed anew, so its own evidence is needed too.
    const strangers = first.leavers.filter((leaver) => !subjectIds.includes(leaver));
    const { world, leavers } = strangers.length ? await see(tx, secret, [...subjectIds, ...strangers]) : first;
    const leaving = new Set([...first.leavers, ...leavers]);
    const { newChildren, moves } = planLinks(world, leaving);
    if (moves.length === 0) return [];
    await insertChildren(tx, newChildren);
    await insertLinkEvents(tx, eventsOf(moves, leaving), knownAt);
    await moveSubjects(
      tx,
      moves.map(({ subjectId, to }) => ({ subjectId, childId: to })),
      knownAt,
    );
    return [...new Set(moves.flatMap(({ from, to }) => (from === null ? [to] : [from, to])))];
  };
