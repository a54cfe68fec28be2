-- The records of five agencies beyond notifications, absences and placements.

-- What every version of a fact has beside what it says.
create table fact_version (
  id uuid not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null,
  child_id uuid,
  organisation text not null,
  source_record_id uuid not null,
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null
);

create table prevention_interview (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, done boolean, held_at timestamptz, officer text, seen_alone boolean,
  not_done_reason text, account text, harm jsonb, crime_reference text,
  primary key (id, known_from)
);

alter table interview
  add scheduled_at timestamptz,
  add attempts jsonb,
  add decline_reason text,
  add carer_information_taken boolean,
  add decision_reason text,
  add decided_by text,
  add interviewer_class text,
  add child_preference boolean,
  add preference_reason text,
  add place text,
  add prepared_from jsonb,
  add investigation_checked_at timestamptz,
  add investigation_found text,
  add officer_contacted_at timestamptz,
  add access_needs text,
  add quotes jsonb,
  add wishes text,
  add reasons jsonb,
  add lead_up text,
  add whereabouts text,
  add companions text,
  add travel text,
  add harm jsonb,
  add since_return text,
  add analysis text,
  add actions jsonb,
  add shared_with jsonb,
  add child_told boolean,
  add review_on date,
  add difference_made text;

create table strategy_meeting (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, triggers jsonb, criterion_met_at timestamptz, decision text,
  not_convened_reason text, decided_by text, decided_at timestamptz, held_at timestamptz, chair text, chair_role text,
  attendance jsonb, tabled jsonb, risks jsonb, aims jsonb, actions jsonb, previous_actions_reviewed boolean,
  disagreement text, minutes text, minutes_sent_on date,
  primary key (id, known_from)
);

create table plan (
  like fact_version including defaults including constraints,
  plan_type text not null, has_plan boolean, started_on date, ended_on date, reviewed_on date, updated_on date,
  reason text, end_reason text, provider text, lead jsonb, needs jsonb, goals jsonb,
  primary key (id, known_from)
);

create table investigation (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, reference text, status text, subject text, officer jsonb, started_on date,
  ended_on date, interview_constraint text, locked boolean, locked_until timestamptz, lock_review_on date,
  primary key (id, known_from)
);

create table risk_indicator (
  like fact_version including defaults including constraints,
  factor text not null, present boolean not null, source_code text, source_text text, identified_on date,
  ended_on date, detail text,
  primary key (id, known_from)
);

create table health_encounter (
  like fact_version including defaults including constraints,
  encounter_class text, status text, started_at timestamptz, ended_at timestamptz, provider text, location text,
  reason text, clinician text, discharged_to text,
  primary key (id, known_from)
);

create table health_finding (
  like fact_version including defaults including constraints,
  finding_type text not null, code text, code_system text, description text, value text, clinical_status text,
  verification text, critical boolean, recorded_on date, ended_on date,
  primary key (id, known_from)
);

create table enrolment (
  like fact_version including defaults including constraints,
  school text, school_name text, status text, year_group text, started_on date, ended_on date, leaving_reason text,
  destination_unknown boolean, special_needs_provision text, special_needs jsonb, in_care boolean,
  care_authority text, safeguarding_lead text, sessions_possible int, sessions_attended int,
  sessions_unauthorised int,
  primary key (id, known_from)
);

create table attendance (
  like fact_version including defaults including constraints,
  school text, day date not null, session text not null, code text not null, meaning text, minutes_late int,
  comment text,
  primary key (id, known_from)
);

create table case_note (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, author text, author_role text, author_agency text, happened_at timestamptz,
  recorded_at timestamptz, seen boolean, seen_alone boolean, place text, place_reason text, voice text, analysis text,
  impact text, informed jsonb, characteristics_considered boolean, disagreement text, note text,
  primary key (id, known_from)
);

create table escalation (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, stage int not null, raised_by text, raised_by_agency text, against_agency text,
  raised_at timestamptz, issue text, discussion text, outcome text, resolved_on date, form_reference text,
  primary key (id, known_from)
);

create table safe_in_care_decision (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, considered boolean, decided_on date, author text, reason text, outcome text,
  document_reference text,
  primary key (id, known_from)
);

create table impact (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, statement text, evidence text, agency text, recorded_by text, recorded_on date,
  primary key (id, known_from)
);

create table professional_notice (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, about text not null, recipient_role text not null, recipient text,
  recipient_organisation text, sent_at timestamptz, method text, acknowledged_at timestamptz, response text,
  primary key (id, known_from)
);

create table feedback (
  like fact_version including defaults including constraints,
  source_episodes jsonb not null, respondent text not null, given_on date, taken_by text, content text,
  audit_reference text,
  primary key (id, known_from)
);

drop table fact_version;

do $$
declare kind text;
begin
  foreach kind in array array['prevention_interview', 'strategy_meeting', 'plan', 'investigation', 'risk_indicator',
    'health_encounter', 'health_finding', 'enrolment', 'attendance', 'case_note', 'escalation',
    'safe_in_care_decision', 'impact', 'professional_notice', 'feedback'] loop
    execute format('alter table %I add foreign key (id) references fact (id), add foreign key (subject_id)
      references subject (id), add foreign key (child_id) references child (id), add foreign key (source_record_id)
      references source_record (id)', kind);
    execute format('create unique index %I on %I (id) where known_to = ''infinity''', kind || '_current', kind);
    execute format('create index %I on %I (subject_id, known_from)', kind || '_subject', kind);
    execute format('create index %I on %I (child_id, known_from)', kind || '_child', kind);
    execute format('create index %I on %I (source_record_id)', kind || '_source', kind);
    execute format('grant select on %I to homeward_read, homeward_admin', kind);
    execute format('grant select, insert, update, delete on %I to homeward_ingest', kind);
  end loop;
end $$;

-- An absence is named by organisation, numbering and number, or by the day it began.
update interview set source_episodes = (
  select coalesce(jsonb_agg(jsonb_build_object('organisation', null, 'system', null, 'key', e, 'startedOn', null) order by n), '[]')
  from jsonb_array_elements(source_episodes) with ordinality s(e, n));

-- Everything that is attached to an absence, whatever its kind.
alter table episode add attached_ids uuid[] not null default '{}';
update episode set attached_ids = array(select unnest(notification_ids || interview_ids) order by 1);
alter table episode alter attached_ids drop default, drop notification_ids, drop interview_ids;
