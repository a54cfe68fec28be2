import { z } from 'zod';
import { reviewDecisionWords } from '../domain/link/review.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

const memberRow = z.object({ subjectId: z.string(), childId: z.string() });

/** Source persons files speak of, and the child each is taken to be; `limit` of them after one, by id. */
export const listMembersAfter = (
  tx: Transaction,
  after: string | null,
  limit: number,
): Promise<readonly z.infer<typeof memberRow>[]> =>
  select(
    tx,
    memberRow,
    `select m.subject_id::text "subjectId", m.child_id::text "childId" from membership m
       join subject s on s.id = m.subject_id and s.system <> 'hub:child'
     where m.known_to = 'infinity' and ($1::uuid is null or m.subject_id > $1) order by m.subject_id limit $2`,
    [after, limit],
  );

const groupRow = z.object({ childId: z.string(), group: z.string() });

/** Ethnic group of each child as it is recorded, by the first letter of its code. It is counted by, never compared. */
export const listEthnicGroups = (tx: Transaction): Promise<readonly z.infer<typeof groupRow>[]> =>
  select(
    tx,
    groupRow,
    `select child_id::text "childId", left(ethnic_group, 1) "group" from child_view
     where known_to = 'infinity' and ethnic_group is not null`,
  );

const edgeRow = z.object({ a: z.string(), b: z.string() });

/** Pairs that the hub links by itself and that were not refused. */
export const listAutomaticLinks = (tx: Transaction): Promise<readonly z.infer<typeof edgeRow>[]> =>
  select(
    tx,
    edgeRow,
    `select a::text, b::text from link_edge where known_to = 'infinity' and zone = 'AUTO' and not is_refused`,
  );

const largeRow = z.object({ childId: z.string(), sourcePersons: z.int() });

/** Children of at least so many source persons, the largest first. */
export const listLargeChildren = (tx: Transaction, least: number): Promise<readonly z.infer<typeof largeRow>[]> =>
  select(
    tx,
    largeRow,
    `select m.child_id::text "childId", count(*)::int "sourcePersons" from membership m
       join subject s on s.id = m.subject_id and s.system <> 'hub:child'
     where m.known_to = 'infinity' group by 1 having count(*) >= $1 order by 2 desc, 1`,
    [least],
  );

const overflowRow = z.object({ keys: z.int(), sourcePersons: z.int(), largest: z.int() });

/** Keys that more source persons share than are compared by them. */
export const countOverflow = async (tx: Transaction, most: number): Promise<z.infer<typeof overflowRow>> => {
  const [row] = await select(
    tx,
    overflowRow,
    `select count(*)::int keys, coalesce(sum(n), 0)::int "sourcePersons", coalesce(max(n), 0)::int largest
     from (select count(*) n from link_key where not is_birth group by key having count(*) > $1) k`,
    [most],
  );
  return row ?? { keys: 0, sourcePersons: 0, largest: 0 };
};

const impossibleRow = z.object({ childId: z.string(), scenario: z.string() });
/** A child whose records say what cannot be true of one child. */
export type Impossible = Readonly<z.infer<typeof impossibleRow>>;

// Half-open, and open where no end is known.
const overlap = (a: string, b: string): string =>
  `daterange(${a}.started_on, ${a}.ended_on) && daterange(${b}.started_on, ${b}.ended_on)`;

// A pupil may be a guest or have a subsidiary registration elsewhere.
const isMain = (enrolment: string): string =>
  `coalesce(${enrolment}.status, 'CURRENT') in ('CURRENT', 'CURRENT_MAIN', 'UNKNOWN')`;

/** Children who are in two places at once, or were there before they were born, by what their sources say. */
export const listImpossible = (tx: Transaction): Promise<readonly Impossible[]> =>
  select(
    tx,
    impossibleRow,
    `select distinct a.child_id::text "childId", 'TWO_SCHOOLS_AT_ONCE' scenario from enrolment a
       join enrolment b on b.child_id = a.child_id and b.id > a.id and b.known_to = 'infinity' and b.school <> a.school
       where a.known_to = 'infinity' and a.started_on is not null and b.started_on is not null
         and coalesce(a.ended_on, 'infinity') >= a.started_on and coalesce(b.ended_on, 'infinity') >= b.started_on
         and ${isMain('a')} and ${isMain('b')} and ${overlap('a', 'b')}
     union select distinct a.child_id::text, 'TWO_PLACEMENTS_AT_ONCE' from placement a
       join placement b on b.child_id = a.child_id and b.id > a.id and b.known_to = 'infinity'
         and (b.organisation <> a.organisation or b.subject_id <> a.subject_id)
         and coalesce(b.placement_postcode, b.urn) is distinct from coalesce(a.placement_postcode, a.urn)
       where a.known_to = 'infinity' and a.started_on is not null and b.started_on is not null
         and coalesce(a.ended_on, 'infinity') >= a.started_on and coalesce(b.ended_on, 'infinity') >= b.started_on
         and ${overlap('a', 'b')}
     union select distinct e.child_id::text, 'ABSENT_BEFORE_BIRTH' from missing_episode e
       join child_view v on v.child_id = e.child_id and v.known_to = 'infinity'
       where e.known_to = 'infinity' and coalesce(e.started_on, e.started_at::date) < v.birth_earliest
     order by 2, 1`,
  );

const reviewRow = z.object({
  needsSecond: z.boolean(),
  state: z.string(),
  decision: z.enum(reviewDecisionWords).nullable(),
  /** In the order cast. */
  votes: z.array(z.enum(reviewDecisionWords)),
  openedAt: z.string(),
});
/** A review as it is counted. */
export type CountedReview = Readonly<z.infer<typeof reviewRow>>;

/** Every review there was, with what was said. */
export const listCountedReviews = (tx: Transaction): Promise<readonly CountedReview[]> =>
  select(
    tx,
    reviewRow,
    `select t.needs_second_vote "needsSecond", t.state, t.decision, ${isoInstant('t.opened_at')} "openedAt",
       coalesce((select json_agg(v.decision order by v.at, v.id) from review_vote v where v.task_id = t.id), '[]') votes
     from review_task t order by t.opened_at, t.id`,
  );

const unlinkRow = z.object({ approved: z.int() });

/** How often what was linked was taken apart by two people. */
export const countUnlinks = async (tx: Transaction): Promise<number> =>
  (await select(tx, unlinkRow, `select count(*)::int approved from unlink_request where state = 'APPROVED'`))[0]
    ?.approved ?? 0;
