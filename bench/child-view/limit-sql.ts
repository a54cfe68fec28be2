import { withheldOfChild } from './withheld.ts';

/** An instant as the hub writes it. */
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A list of parts held in a jsonb column, each with the keys wanted, in the order kept. */
const parts = (column: string, keys: string) => `case when ${column} is not null then (
    select coalesce(json_agg(json_build_object(${keys}) order by n), '[]') from jsonb_array_elements(${column}) with ordinality v(v, n)) end`;

const contact = (column: string) =>
  `case when ${column} is not null then json_build_object('name', ${column} ->> 'name', 'phone', ${column} ->> 'phone',
    'organisation', ${column} ->> 'organisation') end`;
const address = (column: string) =>
  `case when ${column} is not null then json_build_object('lines', ${column} -> 'lines', 'postcode', ${column} ->> 'postcode',
    'uprn', ${column} ->> 'uprn') end`;
const contactKeys = `'name', v ->> 'name', 'relationship', v ->> 'relationship', 'phone', v ->> 'phone', 'organisation', v ->> 'organisation'`;
const shortContactKeys = `'name', v ->> 'name', 'relationship', v ->> 'relationship', 'phone', v ->> 'phone'`;
const shortContact = (column: string) =>
  `case when ${column} is not null then json_build_object('name', ${column} ->> 'name', 'relationship', ${column} ->> 'relationship',
    'phone', ${column} ->> 'phone') end`;

const hidden = withheldOfChild.map(({ field }) => field).join(',');
const withheldRows = withheldOfChild.map(({ field, rule, ask }) => `('${field}', '${rule}', '${ask}')`).join(', ');

const childAbsences = `(select coalesce(json_agg(json_build_object('field', f, 'reason', reason, 'rule', rule, 'ask', ask,
    'askedBy', asked_by, 'askedAt', asked_at) order by f collate "C"), '[]') from (
  select f, 'WITHHELD_BY_POLICY' reason, rule, ask, null asked_by, null asked_at from (values ${withheldRows}) w(f, rule, ask)
  union all
  select f, v ->> 'reason', null, null, v ->> 'askedBy', v ->> 'askedAt' from jsonb_each(c.absences) s(k, v),
    unnest(case when k = 'birthEarliest' then array['age', k] else array[k] end) f
    where k <> all('{${hidden}}')) a)`;

const notificationAbsences = `(select coalesce(json_agg(json_build_object('field', f, 'reason', reason) order by f collate "C"), '[]') from (
  select 'crimeReference' f, 'WITHHELD_BY_POLICY' reason
  union all
  select k, v ->> 'reason' from jsonb_each(n.absences) s(k, v) where k <> 'crimeReference') a)`;

const episodes = `select 'Episode:' || episode_id id, status, category, started_on "startedOn",
    ${instant('started_at')} "startedAt", ended_on "endedOn", ${instant('ended_at')} "endedAt", ${instant('reported_at')} "reportedAt",
    ${instant('found_at')} "foundAt", ${instant('returned_at')} "returnedAt", ${instant('last_seen_at')} "lastSeenAt",
    risk_grade "riskGrade", ${instant('risk_graded_at')} "riskGradedAt", risk_graded_by "riskGradedBy",
    risk_rationale "riskRationale", risk_factors "riskFactors", missing_from "missingFrom", out_of_character "outOfCharacter",
    circumstances, last_seen_place "lastSeenPlace", last_seen_by "lastSeenBy", found_place "foundPlace", found_by "foundBy",
    prevention_interview_done "preventionInterviewDone", ${instant('prevention_interview_at')} "preventionInterviewAt",
    prevention_interview_not_done_reason "preventionInterviewNotDoneReason", harm, reasons,
    ${parts('likely_places', `'lines', v -> 'lines', 'postcode', v ->> 'postcode'`)} "likelyPlaces",
    ${parts('thought_to_be_with', shortContactKeys)} "thoughtToBeWith",
    ${parts('sources', `'organisation', v ->> 'organisation', 'system', v ->> 'system', 'category', v ->> 'category', 'startedOn', v ->> 'startedOn', 'endedOn', v ->> 'endedOn', 'joined', v ->> 'joined'`)} sources
  from episode where child_id = c.child_id and known_to = 'infinity'
  order by episode.started_on desc nulls last, episode_id limit 10`;

const completeness = `(select json_build_object('profileVersion', profile_version, 'complete', complete, 'score', score,
    'seedScore', seed_score, 'gaps', (select coalesce(json_agg(json_build_object('field', v ->> 'field', 'number', v -> 'number',
      'requirement', v ->> 'requirement', 'severity', v ->> 'severity') order by i), '[]')
      from jsonb_array_elements(gaps) with ordinality g(v, i) where (v ->> 'number')::int not in (44, 45, 46)))
  from assessment where notification_id = n.id and known_to = 'infinity')`;

const notifications = `select 'Notification:' || id id, message_type "messageType", notification_id "notificationId",
    force_reference "forceReference", force, unit, ${contact('officer')} officer, ${instant('reported_at')} "reportedAt",
    ${instant('n.sent_at')} "sentAt", ${instant('received_at')} "receivedAt", responsible_authority "responsibleAuthority", marking,
    handling_note "handlingNote", risk_grade "riskGrade", risk_rationale "riskRationale", circumstances, clothing,
    items_carried "itemsCarried", photo_reference "photoReference", photo_taken_on "photoTakenOn",
    ${shortContact('informant')} informant, enquiries_made "enquiriesMade",
    ${parts('thought_to_be_with', shortContactKeys)} "thoughtToBeWith", phone_and_social_media "phoneAndSocialMedia",
    money_and_travel "moneyAndTravel", episodes_last30_days "episodesLast30Days", episodes_last90_days "episodesLast90Days",
    episodes_last365_days "episodesLast365Days", recent_trigger "recentTrigger", harm, null "crimeReference",
    safeguarding_done "safeguardingDone", interview_wishes "interviewWishes", interview_contact_route "interviewContactRoute",
    ${completeness} completeness, ${notificationAbsences} absences
  from notification n where child_id = c.child_id and known_to = 'infinity' order by n.sent_at desc nulls last, n.id limit 10`;

const interviews = `select 'Interview:' || id id, organisation, status, offered, accepted, ${instant('offered_at')} "offeredAt",
    ${instant('held_at')} "heldAt", interviewer, interviewer_role "interviewerRole", account
  from interview where child_id = c.child_id and known_to = 'infinity' order by interview.offered_at desc nulls last, interview.id limit 10`;

const list = (rows: string) => `(select coalesce(json_agg(row_to_json(q)), '[]') from (${rows}) q)`;

/**
 * The child view by hand: the best SQL its writer knows for one document and one role, whose masks are written into
 * it. $1 is the child, $2 the organisation, $3 the worker, $4 the hub's clock.
 */
export const limitSql = `select row_to_json(v)::text child from (select 'Child:' || c.child_id id, given_names "givenNames", family_name "familyName",
    birth_on "birthOn", birth_precision "birthPrecision", date_part('year', age($4::timestamptz, birth_earliest))::int age, sex,
    gender, nhs_number "nhsNumber", upn,
    ${parts('other_names', `'use', v ->> 'use', 'given', v ->> 'given', 'family', v ->> 'family'`)} "otherNames",
    ${parts('identifiers', `'system', v ->> 'system', 'value', v ->> 'value', 'authority', v ->> 'authority', 'valid', v -> 'valid'`)} identifiers,
    height, build, hair, eyes, distinguishing_marks "distinguishingMarks", glasses, ethnic_group "ethnicGroup",
    ethnicity_stated_by "ethnicityStatedBy", culture, nationality, religion, first_language "firstLanguage",
    interpreter_needed "interpreterNeeded", disabilities, communication_need "communicationNeed",
    ${address('home_address')} "homeAddress", ${address('placement_address')} "placementAddress", placement_urn "placementUrn",
    host_authority "hostAuthority", care_status "careStatus", responsible_authority "responsibleAuthority", out_of_area "outOfArea",
    area_notice_received "areaNoticeReceived", legal_status "legalStatus", placement_type "placementType",
    placement_provider "placementProvider", placement_started_on "placementStartedOn",
    ${parts('professionals', contactKeys)} professionals, ${parts('parents', contactKeys)} parents,
    sexual_exploitation "sexualExploitation", sexual_exploitation_assessed_on "sexualExploitationAssessedOn",
    criminal_exploitation "criminalExploitation", trafficking, time_critical_medication "timeCriticalMedication",
    self_harm "selfHarm", null "mentalHealth", null "medicalNeeds", null "substanceUse", live_investigation "liveInvestigation",
    interview_constraint "interviewConstraint", null "investigationReference", ${contact('investigation_contact')} "investigationContact",
    missing_now "missingNow", episode_count "episodeCount", last_missing_on "lastMissingOn", ${childAbsences} absences,
    ${list(episodes)} episodes, ${list(notifications)} notifications, ${list(interviews)} interviews
  from child_view c where c.child_id = $1 and c.known_to = 'infinity' and exists (
    select from reach where organisation = $2 and child_id = $1 and (person = '' or person = $3) and bits & 128 <> 0 and until > $4)) v`;
