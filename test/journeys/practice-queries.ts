import { agencies } from '../../src/domain/organisations.ts';
import { commonTables, counting, has } from './audit-queries.ts';

const schoolAge = (born: string): string => `extract(year from age(b.day, ${born})) between 5 and 15`;

/** Which kind of body each organisation of the demo is, who told of each child, and who was expected to. */
const agencyTables = `,
  body_of (code, agency) as (values ('14', 'police'), ('16', 'police'), ('E08000016', 'social-care'),
    ('E08000017', 'social-care'), ('E08000018', 'social-care'), ('E08000019', 'social-care'), ('RP5', 'health'),
    ('RXE', 'health'), ('EH-E08000017', 'early-help'), ('3714000', 'education'), ('3714001', 'education')),
  told_by as (select distinct p.child_id, b.agency from person p join body_of b on b.code = p.organisation where p.known_to = 'infinity'),
  began as (select child_id, min(started_on) as day from absence group by 1),
  seat_of (code, agency) as (values ('CSC', 'social-care'), ('POLICE', 'police'), ('HEALTH_ACUTE', 'health'),
    ('HEALTH_COMMUNITY_MH', 'health'), ('HEALTH_COMMISSIONER', 'health'), ('EDUCATION', 'education'), ('EARLY_HELP', 'early-help')),
  expected as (
    select child_id, unnest(array['police', 'social-care']) agency from began
    union select child_id, 'health' from began join child using (child_id) where care_status = 'LAC'
    union select child_id, 'education' from began b join child c using (child_id)
      where ${schoolAge('c.birth_earliest')} and ${schoolAge('c.birth_latest')}
    union select b.child_id, 'early-help' from began b join plan p using (child_id)
      where p.known_to = 'infinity' and p.plan_type = 'EARLY_HELP' and (p.ended_on is null or p.ended_on >= b.day)
    union select m.child_id, s.agency from meeting m cross join lateral jsonb_array_elements(m.attendance) a(one)
      join seat_of s on s.code = a.one->>'agency' where (a.one->>'expected')::boolean
  )`;

const countingAgencies = (found: string, from: string): string =>
  `${commonTables}${agencyTables} select count(*) filter (where ${found})::int found, count(*)::int "of" from ${from}`;

const hasTold = 'exists (select from told_by t where t.child_id = e.child_id and t.agency = e.agency)';

const present = (agency: string): string =>
  has('attendance', `one->>'agency' = '${agency}' and one->>'attendance' = 'PRESENT'`);

const interviewed = `exists (select from held i join absence e on i.id = any(e.attached_ids)
  where meeting.id = any(e.attached_ids) and i.held_at <= meeting.held_at)`;

const openEarlyHelp = `exists (select from plan p where p.child_id = meeting.child_id and p.known_to = 'infinity'
  and p.plan_type = 'EARLY_HELP' and (p.started_on is null or p.started_on <= (held_at at time zone 'Europe/London')::date)
  and (p.ended_on is null or p.ended_on >= (held_at at time zone 'Europe/London')::date))`;

/** ★ Lines the audit of 2015 did not count, as SQL written by hand over the stored tables: `found` of `of`. */
export const practiceQueries: Readonly<Record<string, string>> = {
  A2: counting(
    `exists (select from access_grant g where g.child_id = child.child_id and g.kind = 'AUDIT_CASE')`,
    'child',
  ),
  A3: countingAgencies(
    `not exists (select from expected e where e.child_id = child.child_id and not ${hasTold})`,
    'child',
  ),
  ...Object.fromEntries(
    agencies
      .filter((agency) => !['placement', 'partnership', 'hub'].includes(agency))
      .map((agency) => [`A3 ${agency}`, countingAgencies(hasTold, `expected e where e.agency = '${agency}'`)]),
  ),
  A4: `select (select count(distinct body)::int from rubric_score) found, 7 "of"`,
  'W6 reviewed': counting('previous_actions_reviewed', 'meeting where previous_actions_reviewed is not null'),
  'X6 chair': counting(`chair_role ~* 'manager' and ${present('CSC')}`, 'meeting where chair_role is not null'),
  'X6 papers': counting(
    `tabled::text ~* 'notif' and (tabled::text ~* 'interview' or not ${interviewed})`,
    'meeting where tabled is not null',
  ),
  'X7 meeting': counting(present('EARLY_HELP'), `meeting where ${openEarlyHelp}`),
  'K11 absences': counting(
    `child_id in (select a.child_id from absence a where (select count(*) from episode e where e.child_id = a.child_id
       and e.known_to = 'infinity' and e.status <> 'CANCELLED' and e.started_on between a.started_on - 89 and a.started_on) >= 3)`,
    'absence',
  ),
};

/** W1: hours from the return until an officer first spoke with the child, by PostgreSQL's own median. */
export const medianHoursOfW1 = `${commonTables}
  select percentile_cont(0.5) within group (order by hours)::float8 median from (
    select greatest(0, extract(epoch from least(e.prevention_interview_at,
      (select min(p.held_at) from prevention_interview p where p.known_to = 'infinity' and p.done and p.id = any(e.attached_ids)))
      - coalesce(e.returned_at, case when e.category = 'AWAY_WITHOUT_AUTHORISATION' then e.ended_at end)) / 3600) hours
    from absence e where e.status = 'ENDED' and (e.prevention_interview_done or exists (
      select from prevention_interview p where p.known_to = 'infinity' and p.done and p.id = any(e.attached_ids)))) h
  where hours is not null`;
