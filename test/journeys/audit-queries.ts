/** What every query starts from: what is known now, of the week the audit is about. */
export const commonTables = `with
  child as (select * from child_view where known_to = 'infinity'),
  absence as (select * from episode where known_to = 'infinity' and started_on between '2015-10-16' and '2015-10-22'),
  home_interview as (select * from interview where known_to = 'infinity' and child_id is not null),
  form as (select * from home_interview where offered_at is not null),
  held as (select * from form where status = 'COMPLETED'),
  decided as (select * from strategy_meeting where known_to = 'infinity' and child_id is not null),
  meeting as (select * from decided where held_at is not null),
  first_message as (
    select n.id, n.child_id, a.first_complete, a.gaps
    from notification n join assessment a on a.notification_id = n.id and a.known_to = 'infinity'
    where n.known_to = 'infinity' and n.message_type = 'NEW'
  ),
  agreed as (
    select i.child_id, a.action from form i cross join lateral jsonb_array_elements(i.actions) a(action)
    union all
    select m.child_id, a.action from meeting m cross join lateral jsonb_array_elements(m.actions) a(action)
  ),
  seat as (
    select s.attendee->>'agency' agency, s.attendee->>'attendance' attendance
    from meeting m cross join lateral jsonb_array_elements(m.attendance) s(attendee)
    where (s.attendee->>'expected')::boolean
  ),
  live as (select distinct child_id from investigation where known_to = 'infinity' and status = 'LIVE'),
  told as (
    select * from professional_notice
    where known_to = 'infinity' and recipient_role in ('REVIEWING_OFFICER', 'CP_CHAIR') and about = 'MISSING'
  ),
  abroad as (
    select i.*, (select max(e.returned_at) from absence e where i.id = any(e.attached_ids) and e.returned_at <= i.held_at) back_at
    from held i join child c using (child_id) where i.organisation <> c.responsible_authority
  ),
  early_help as (select distinct child_id from plan where known_to = 'infinity' and plan_type = 'EARLY_HELP' and ended_on is null)
`;

export const counting = (found: string, from: string): string =>
  `${commonTables} select count(*) filter (where ${found})::int found, count(*)::int "of" from ${from}`;

const evidenced = `action->>'completedOn' <= action->>'dueOn' and action->>'evidence' is not null`;
const feared = `(select child_id from child where sexual_exploitation in ('EMERGING', 'MODERATE', 'SIGNIFICANT'))`;
export const has = (list: string, code: string): string =>
  `exists (select from jsonb_array_elements(${list}) one where ${code})`;
const unanswered = (field: string): string =>
  counting(`exists (select from jsonb_array_elements(gaps) gap where gap->>'field' = '${field}')`, 'first_message');
const came = (agency: string): string => counting(`attendance = 'PRESENT'`, `seat where agency = '${agency}'`);

/** ★ The findings of the audit as SQL written by hand over the stored tables: `found` of `of`. */
export const auditQueries: Readonly<Record<string, string>> = {
  W1: counting('prevention_interview_done', `absence where status = 'ENDED'`),
  W2: counting(
    `child_id in (select child_id from held)`,
    `(select distinct child_id from absence where child_id not in (select child_id from absence where status = 'OPEN')) back`,
  ),
  'W2 independent': counting(
    `interviewer_class not in ('PLACEMENT_STAFF', 'POLICE')
      and (interviewer_class <> 'ALLOCATED_SW' or (child_preference and preference_reason is not null))`,
    'held',
  ),
  W3: counting(
    `(select count(*) from generate_series((criterion_met_at at time zone 'Europe/London')::date + 1,
        (held_at at time zone 'Europe/London')::date, interval '1 day') day where extract(isodow from day) < 6) <= 5`,
    'meeting',
  ),
  W4: counting(has('risks', `one->>'code' is not null`), 'meeting'),
  W5: counting('jsonb_array_length(aims) > 0', 'meeting'),
  'W5 exploitation': counting(has('aims', `one->>'code' = '11A'`), `meeting where child_id in ${feared}`),
  W6: counting(evidenced, `agreed where action->>'dueOn' <= '2015-10-22'`),
  W7: counting(
    `(select count(distinct organisation) from person p where p.known_to = 'infinity' and p.child_id = child.child_id) >= 3
      and exists (select from agreed where agreed.child_id = child.child_id and ${evidenced})`,
    'child',
  ),
  W8: counting(
    `exists (select from home_interview i where i.child_id = offered.child_id and i.accepted = 'YES')`,
    `(select distinct child_id from home_interview where offered = 'YES') offered`,
  ),
  X1: counting('first_complete', 'first_message'),
  'X1 culture': unanswered('culture'),
  'X1 religion': unanswered('religion'),
  'X1 language': unanswered('language'),
  'X1 disability': unanswered('disability'),
  X2: counting('quotes is null and analysis is null', 'held'),
  X3: counting('investigation_checked_at <= held_at', 'held'),
  'X3 officer': counting('officer_contacted_at <= held_at', 'held where child_id in (select child_id from live)'),
  X4: counting('jsonb_array_length(attempts) = 1', 'form'),
  'X4 refused': counting(
    `(attempts->-1->>'outcome') is distinct from 'REFUSED'`,
    `form where status in ('DECLINED_BY_CHILD', 'DECLINED_BY_PARENT')`,
  ),
  X5: counting(
    `decision = 'NOT_CONVENED' and not_convened_reason is null`,
    'decided where jsonb_array_length(triggers) > 0',
  ),
  'X6 CSC': came('CSC'),
  'X6 POLICE': came('POLICE'),
  'X6 HEALTH_COMMUNITY_MH': came('HEALTH_COMMUNITY_MH'),
  'X6 EDUCATION': came('EDUCATION'),
  'X6 PLACEMENT': came('PLACEMENT'),
  X7: counting(
    `exists (select from plan p join absence e using (child_id) where p.child_id = early_help.child_id
      and p.known_to = 'infinity' and p.has_plan and p.updated_on >= e.started_on)`,
    'early_help',
  ),
  'X7 no plan': counting(
    `not exists (select from plan p where p.child_id = early_help.child_id and p.known_to = 'infinity' and p.has_plan)`,
    'early_help',
  ),
  X8: counting(
    `not exists (select from escalation e where e.child_id = meeting.child_id and e.known_to = 'infinity')`,
    'meeting where disagreement is not null',
  ),
  'X8 outcome': counting('outcome is not null', `escalation where known_to = 'infinity'`),
  X9: counting('child_id in (select child_id from told)', `child where care_status in ('LAC', 'CP_PLAN')`),
  'X9 answer': counting('acknowledged_at is not null', 'told'),
  X10: counting(`held_at - back_at <= interval '72 hours'`, 'abroad'),
  'X10 answer': counting(
    'acknowledged_at is not null',
    `professional_notice where known_to = 'infinity' and about = 'INTERVIEW_RESULT' and recipient_organisation <> organisation`,
  ),
  I1: counting('difference_made is not null', 'held'),
};

/** The authority’s numbers of the children of X5. */
export const childrenWithoutMeeting = `${commonTables}
  select distinct one->>'value' number from decided d join child c using (child_id)
  cross join lateral jsonb_array_elements(c.identifiers) one
  where d.decision = 'NOT_CONVENED' and d.not_convened_reason is null and one->>'system' = 'authority-child-id'
  order by 1`;
