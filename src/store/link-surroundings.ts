import { z } from 'zod';
import { reviewReasons } from '../domain/link/review.ts';
import { guards } from '../domain/matching.ts';
import { constraintKinds } from './link-constraints.ts';
import { linkPersonRow, linkPersonsOf, type StoredLinkPerson } from './link-persons.ts';
import { isoInstant, selectPrepared, type Transaction } from './transaction.ts';

const guardIds = z.array(z.enum(Object.keys(guards).filter((id): id is keyof typeof guards => id in guards)));

export const edgeRow = z.object({
  ...{ a: z.string(), b: z.string(), zone: z.enum(['AUTO', 'REVIEW', 'NONE']), rule: z.enum(['NUMBER', 'WEIGHT']) },
  ...{ weight: z.number(), guards: guardIds, isNumberDisputed: z.boolean(), isPossibleSibling: z.boolean() },
  ...{ isRefused: z.boolean(), model: z.string(), runnerUpOf: z.string().nullable() },
  ...{ runnerUp: z.string().nullable(), margin: z.number().nullable() },
});
/** What is now decided of two source persons, without why. */
export type StoredEdge = Readonly<z.infer<typeof edgeRow>>;

/** SQL of the columns of an edge by their names here. */
export const edgeColumns = `a::text, b::text, zone, rule, weight, guards, is_number_disputed "isNumberDisputed",
  is_possible_sibling "isPossibleSibling", is_refused "isRefused", model, runner_up_of::text "runnerUpOf",
  runner_up::text "runnerUp", margin`;

export const constraintRow = z.object({
  ...{ a: z.string(), b: z.string(), kind: z.enum(constraintKinds), id: z.string(), actor: z.string() },
});
/** A decision of a person in force, and whose. */
export type StoredConstraint = Readonly<z.infer<typeof constraintRow>>;

const memberRow = z.object({
  ...{ subjectId: z.string(), childId: z.string(), since: z.string(), isOfHub: z.boolean() },
});
/** A member of a child, since when, and whether it is one that workers write of in the hub. */
export type StoredMember = Readonly<z.infer<typeof memberRow>>;

const originRow = z.object({ childId: z.string(), firstSubjectId: z.string(), since: z.string() });
/** A child id, the source person it belongs to for ever, and since when. */
export type StoredOrigin = Readonly<z.infer<typeof originRow>>;

const taskRow = z.object({
  ...{ id: z.string(), subjectId: z.string(), candidateSubjectId: z.string(), candidateChildId: z.string() },
  ...{ reason: z.enum(reviewReasons), weight: z.number(), isWaiting: z.boolean() },
});
/** A review that waits, or one of doubtful records that was decided. */
export type StoredTask = Readonly<z.infer<typeof taskRow>>;

const nearRow = z.object({ key: z.string(), subjectIds: z.array(z.string()) });

const surroundingsRow = z.object({
  near: z.array(nearRow),
  found: z.array(z.string()),
  persons: z.array(linkPersonRow),
  edges: z.array(edgeRow),
  constraints: z.array(constraintRow),
  members: z.array(memberRow),
  origins: z.array(originRow),
  tasks: z.array(taskRow),
  haveSiblings: z.boolean(),
});
/** Everything that decisions about some source persons depend on. */
export interface LinkSurroundings {
  /** Keys of those asked for, with who has them stored, themselves too; of one too many, all that count is how many. */
  readonly near: readonly { readonly key: string; readonly subjectIds: readonly string[] }[];
  /** Those asked for, who shares a key or a household with them, and all that hang together with these by links. */
  readonly found: readonly string[];
  /** The found and all of their households, by what is stated of them. */
  readonly persons: readonly StoredLinkPerson[];
  /** Between any two of the found. */
  readonly edges: readonly StoredEdge[];
  readonly constraints: readonly StoredConstraint[];
  /** Everyone in the children of the found. */
  readonly members: readonly StoredMember[];
  /** These children, and those the found have of their own. */
  readonly origins: readonly StoredOrigin[];
  readonly tasks: readonly StoredTask[];
  /** Whether any of the found now has a possible sibling. */
  readonly haveSiblings: boolean;
}

const edgesOf = (side: 'a' | 'b', where: string): string => {
  const other = side === 'a' ? 'b' : 'a';
  return `select e.${other} id from link_edge e where e.${side} = f.id and e.known_to = 'infinity' and ${where}`;
};

const confirmedOf = (side: 'a' | 'b'): string => {
  const other = side === 'a' ? 'b' : 'a';
  return `select c.${other} id from link_constraint c
    where c.${side} = f.id and c.known_to = 'infinity' and c.kind = 'SAME'`;
};

const linked = `(e.zone <> 'NONE' or e.is_number_disputed)`;

// One statement, in steps: who shares a key; whose household it touches, as it was and as it is; who was kept apart
// only by their household; all that hang together with any of these; their households.
const text = `
  with recursive
  near as materialized (
    select k.key, array(select l.subject_id from link_key l where l.key = k.key limit $4) ids, k.key = any($3::int8[]) is_birth
    from (select distinct unnest($2::int8[]) key) k),
  house as materialized (
    select id from unnest($1::uuid[]) t (id)
    union select unnest(ids) from near where is_birth and cardinality(ids) < $4
    union select l.subject_id from link_key o join link_key l on l.key = o.key
      where o.subject_id = any($1::uuid[]) and o.is_birth),
  start as (
    select id from house
    union select unnest(ids) from near where cardinality(ids) < $4
    union select n.id from house f cross join lateral (
      ${edgesOf('a', "e.zone = 'NONE'")} union all ${edgesOf('b', "e.zone = 'NONE'")}) n),
  found as (
    select id from start
    union select n.id from found f cross join lateral (
      ${edgesOf('a', linked)} union all ${edgesOf('b', linked)}
      union all ${confirmedOf('a')} union all ${confirmedOf('b')}) n),
  ids as materialized (select array(select id from found) found),
  mine as materialized (
    select distinct m.child_id from membership m
    where m.known_to = 'infinity' and m.subject_id = any((select found from ids)::uuid[])),
  around as materialized (
    select array(select unnest(found) from ids
      union select l.subject_id from ids cross join lateral (
          select o.key from link_key o where o.subject_id = any(ids.found) and o.is_birth) o
        join link_key l on l.key = o.key) ids)
  select
    (select coalesce(json_agg(json_build_object('key', key::text, 'subjectIds', ids)), '[]') from near) near,
    (select found::text[] from ids) found,
    (select coalesce(json_agg(p), '[]') from (${linkPersonsOf('(select ids from around)::uuid[]')}) p) persons,
    (select coalesce(json_agg(e), '[]') from (
      select ${edgeColumns} from link_edge where known_to = 'infinity' and a = any((select found from ids)::uuid[])
        and b = any((select found from ids)::uuid[])) e) edges,
    (select coalesce(json_agg(json_build_object('a', a, 'b', b, 'kind', kind, 'id', id, 'actor', actor) order by a, b), '[]')
      from link_constraint where known_to = 'infinity' and a = any((select found from ids)::uuid[])
        and b = any((select found from ids)::uuid[])) constraints,
    (select coalesce(json_agg(json_build_object('subjectId', m.subject_id, 'childId', m.child_id,
        'since', ${isoInstant('m.known_from')}, 'isOfHub', s.system = 'hub:child')), '[]')
      from membership m join subject s on s.id = m.subject_id
      where m.known_to = 'infinity' and m.child_id = any(array(select child_id from mine))) members,
    (select coalesce(json_agg(json_build_object('childId', c.id, 'firstSubjectId', c.first_subject_id, 'since',
        (select ${isoInstant('min(m.known_from)')} from membership m where m.subject_id = c.first_subject_id))), '[]')
      from (select * from child where id = any(array(select child_id from mine))
        union select * from child where first_subject_id = any((select found from ids)::uuid[])) c) origins,
    (select coalesce(json_agg(json_build_object('id', t.id, 'subjectId', t.subject_id,
        'candidateSubjectId', t.candidate_subject_id, 'candidateChildId', t.candidate_child_id, 'reason', t.reason,
        'weight', t.weight, 'isWaiting', t.closed_at is null) order by t.opened_at, t.id), '[]')
      from review_task t where (t.closed_at is null or (t.state = 'DECIDED' and t.reason = 'DATA_QUALITY'))
        and (t.subject_id = any((select found from ids)::uuid[])
          or t.candidate_subject_id = any((select found from ids)::uuid[]))) tasks,
    exists (select 1 from possible_sibling where known_to = 'infinity' and a = any((select found from ids)::uuid[]))
      or exists (select 1 from possible_sibling where known_to = 'infinity' and b = any((select found from ids)::uuid[]))
      "haveSiblings"`;

/** What is asked for: source persons, their keys and those of them that are of a household, as they are to be. */
export interface SurroundingsRequest {
  readonly subjectIds: readonly string[];
  readonly keys: readonly string[];
  readonly birthKeys: readonly string[];
  /** Source persons who share a key from which on it says nothing. */
  readonly blockSize: number;
}

/** Loads, in one round trip, everything that decisions about these source persons depend on. */
export const loadSurroundings = async (
  tx: Transaction,
  { subjectIds, keys, birthKeys, blockSize }: SurroundingsRequest,
): Promise<LinkSurroundings> => {
  const [row] = await selectPrepared(tx, surroundingsRow, { name: 'link-surroundings', text }, [
    subjectIds,
    keys,
    birthKeys,
    blockSize + 1,
  ]);
  if (!row) throw new Error('the surroundings of source persons were not found');
  return row;
};
