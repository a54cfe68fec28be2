import type { StoredTask } from './link-surroundings.ts';
import type { Transaction } from './transaction.ts';

/** A review to open. */
export interface ReviewToOpen
  extends Pick<StoredTask, 'id' | 'subjectId' | 'candidateSubjectId' | 'candidateChildId' | 'reason' | 'weight'> {
  readonly overridesNumber: boolean;
  /** Whether it was drawn to be put to two people. */
  readonly isSampled: boolean;
}

/** ★ Days until somebody has to have looked: of a child at risk or missing, and of any other. */
export const reviewDays = { urgent: 1, usual: 5 } as const;

const ofBoth = '(g."ownChildId", g."candidateChildId")';

// Any open plan of protection, or one there was; what a source noted as a risk and did not end; an open absence.
const hadProtection = `exists (select 1 from plan p where p.child_id in ${ofBoth} and p.plan_type = 'CHILD_PROTECTION')
  or exists (select 1 from person p where p.child_id in ${ofBoth} and p.care_status = 'CP_PLAN')`;
const isAtRisk = `exists (select 1 from risk_indicator r where r.child_id in ${ofBoth} and r.known_to = 'infinity'
    and r.present and r.ended_on is null)
  or exists (select 1 from plan p where p.child_id in ${ofBoth} and p.known_to = 'infinity'
    and p.plan_type = 'CHILD_PROTECTION' and p.ended_on is null)`;
const isMissing = `exists (select 1 from missing_episode e where e.child_id in ${ofBoth} and e.known_to = 'infinity'
  and e.ended_on is null and e.ended_at is null and e.returned_at is null and e.found_at is null
  and e.cancelled is not true)`;

/** Opens reviews, as known from now on: how urgent each is, and whether two people are to be asked, from what is held. */
export const openReviews = async (
  tx: Transaction,
  reviews: readonly ReviewToOpen[],
  knownAt: string,
): Promise<void> => {
  if (reviews.length === 0) return;
  await tx.query(
    `with given as (
       select g.*, m.child_id "ownChildId" from jsonb_to_recordset($1::jsonb) g (id uuid, "subjectId" uuid,
           "candidateSubjectId" uuid, "candidateChildId" uuid, reason text, weight float8, "overridesNumber" bool,
           "isSampled" bool)
         join membership m on m.subject_id = g."subjectId" and m.known_to = 'infinity'),
     flagged as (
       select g.*, ${isAtRisk} risk, ${isMissing} missing,
         case when ${hadProtection} then 'CHILD_PROTECTION' when g."overridesNumber" then 'NUMBER_OVERRIDDEN'
           when g."isSampled" then 'SAMPLE' end why
       from given g)
     insert into review_task (id, subject_id, candidate_child_id, candidate_subject_id, reason, weight, priority,
       has_risk_flag, opened_at, due_at, needs_second_vote, second_vote_reason)
     select id, "subjectId", "candidateChildId", "candidateSubjectId", reason, weight,
       case when risk then 2 else 0 end + case when missing then 1 else 0 end, risk, $2,
       $2::timestamptz + make_interval(days => case when risk or missing then $3::int else $4::int end), why is not null, why
     from flagged on conflict (subject_id, candidate_child_id) where state in ('OPEN', 'CLAIMED', 'SECOND_VOTE') do nothing`,
    [JSON.stringify(reviews), knownAt, reviewDays.urgent, reviewDays.usual],
  );
};

/** Says of reviews that wait what they are now about; whoever has seen the old version is told when they decide. */
export const changeReviews = async (
  tx: Transaction,
  reviews: readonly Pick<StoredTask, 'id' | 'candidateChildId' | 'reason' | 'weight'>[],
): Promise<void> => {
  if (reviews.length === 0) return;
  await tx.query(
    `update review_task t set candidate_child_id = g."candidateChildId", reason = g.reason, weight = g.weight,
       version = t.version + 1
     from jsonb_to_recordset($1::jsonb) g (id uuid, "candidateChildId" uuid, reason text, weight float8)
     where t.id = g.id and t.closed_at is null`,
    [JSON.stringify(reviews)],
  );
};

/** Closes reviews that nobody needs to answer any more. */
export const overtakeReviews = async (tx: Transaction, ids: readonly string[], knownAt: string): Promise<void> => {
  if (ids.length === 0) return;
  await tx.query(
    `update review_task set state = 'OVERTAKEN', closed_at = $2, version = version + 1
     where id = any($1::uuid[]) and closed_at is null`,
    [ids, knownAt],
  );
};
