import { z } from 'zod';
import { type GuardId, guards, type Level, levelMeanings } from '../domain/matching.ts';
import { select, type Transaction } from './transaction.ts';

const isLevel = (word: string): word is Level => word in levelMeanings;
const isGuard = (word: string): word is GuardId => word in guards;

const term = z.object({
  field: z.string(),
  level: z.string().refine(isLevel),
  m: z.number(),
  u: z.number(),
  weight: z.number(),
  frequencyBits: z.number(),
  valuesHash: z.string().nullable(),
});

/** An explanation as it was stored with its decision. */
export const storedExplanation = z.object({
  model: z.string(),
  rule: z.enum(['NUMBER', 'WEIGHT']),
  zone: z.enum(['AUTO', 'REVIEW', 'NONE']),
  guards: z.array(z.string().refine(isGuard)),
  prior: z.number(),
  terms: z.array(term),
  total: z.number(),
  probability: z.number(),
  sentence: z.string(),
});

const edgeRow = z.object({
  explanation: storedExplanation,
  guards: z.array(z.string().refine(isGuard)),
  runnerUp: z.string().nullable(),
  margin: z.number().nullable(),
});
/** What was decided of two source persons, with why, and who was next. */
export type ExplainedEdge = Readonly<z.infer<typeof edgeRow>>;

/** The newest decision about two source persons; undefined where there was none. */
export const findExplainedEdge = async (
  tx: Transaction,
  one: string,
  other: string,
): Promise<ExplainedEdge | undefined> =>
  (
    await select(
      tx,
      edgeRow,
      `select explanation, guards, m.child_id::text "runnerUp", e.margin from link_edge e
       left join membership m on m.subject_id = e.runner_up and m.known_to = 'infinity'
       where a = least($1::uuid, $2::uuid) and b = greatest($1::uuid, $2::uuid) order by e.known_from desc limit 1`,
      [one, other],
    )
  )[0];

const memberRow = z.object({
  subjectId: z.string(),
  childId: z.string(),
  organisation: z.string(),
  system: z.string(),
});
/** A source person who is compared, of a child. */
export type ComparedMember = Readonly<z.infer<typeof memberRow>>;

/** Source persons of these children whom files speak of; those the hub’s own workers write of follow them. */
export const findComparedMembers = (tx: Transaction, childIds: readonly string[]): Promise<readonly ComparedMember[]> =>
  select(
    tx,
    memberRow,
    `select m.subject_id::text "subjectId", m.child_id::text "childId", s.organisation, s.system
     from membership m join subject s on s.id = m.subject_id
     where m.child_id = any($1::uuid[]) and m.known_to = 'infinity' and s.system <> 'hub:child'
     order by m.known_from, m.subject_id`,
    [childIds],
  );

const neighbourRow = z.object({ childId: z.string(), relation: z.enum(['POSSIBLE_SIBLING', 'SAME_BIRTH']) });
/** Another child who may be a brother, sister or twin. */
export type Neighbour = Readonly<z.infer<typeof neighbourRow>>;

/** Children beside these: possible siblings of theirs, and those of the same household and day of birth. */
export const findNeighbours = (tx: Transaction, childIds: readonly string[]): Promise<readonly Neighbour[]> =>
  select(
    tx,
    neighbourRow,
    `with own as (select subject_id from membership where child_id = any($1::uuid[]) and known_to = 'infinity'),
       beside as (
         select case when s.a = own.subject_id then s.b else s.a end id, 'POSSIBLE_SIBLING' relation
         from own join possible_sibling s on own.subject_id in (s.a, s.b) and s.known_to = 'infinity'
         union select o.subject_id, 'SAME_BIRTH' from own join link_key k on k.subject_id = own.subject_id and k.is_birth
         join link_key o on o.key = k.key and o.is_birth)
     select distinct m.child_id::text "childId", b.relation from beside b
     join membership m on m.subject_id = b.id and m.known_to = 'infinity'
     where m.child_id <> all($1::uuid[]) order by 1, 2`,
    [childIds],
  );
