-- The core: truth (source records, facts, link events), projections, ledger, outbox. Forward only.
-- Applied by prisma/migrate.ts as the owner, never as a superuser; duty roles hold the grants at the end.

create extension if not exists pgcrypto;

-- The ordered write lane. One row; `last_known` rises with every write transaction, in commit order.
create table lane (
  id boolean primary key default true check (id),
  last_known timestamptz not null
);
insert into lane (last_known) values ('1970-01-01Z');

-- Which hub key this database's keyed hashes, pseudonyms and cursors were made with; another key would quietly
-- match nobody.
create table hub_key (
  id boolean primary key default true check (id),
  fingerprint bytea not null
);

-- Truth 1: what arrived -------------------------------------------------------------------------

-- Bytes, kept once by content; purgeable, the hash stays on the delivery as a tombstone.
create table raw_content (
  hash bytea primary key,
  bytes bytea not null
);

create table delivery (
  id uuid primary key,
  organisation text not null,
  adapter text not null,
  format text not null,
  format_version text not null,
  name text not null,
  hash bytea not null,
  size bigint not null,
  mode text not null check (mode in ('event', 'upsert', 'snapshot')),
  scope text,
  -- how many records of its scope were current when it came; too many retractions wait for a person
  scope_before int not null default 0,
  received_at timestamptz not null,
  -- RECEIVED: bytes are safe, records are being worked; DONE: every record accounted for;
  -- HELD: done, but its retractions wait for a person; UNREADABLE: the whole file is quarantined.
  state text not null check (state in ('RECEIVED', 'DONE', 'HELD', 'UNREADABLE')),
  next_ordinal int not null default 0,
  received int not null default 0,
  stored int not null default 0,
  unchanged int not null default 0,
  quarantined int not null default 0,
  issues int not null default 0,
  retracted int not null default 0,
  -- canonical records written, by kind
  records jsonb not null default '{}',
  -- the quarantined record this delivery corrects
  corrects uuid,
  -- the delivery whose quarantined records were read again here
  replays uuid references delivery (id),
  entered_by text,
  finished_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  -- nothing is lost and nothing is counted twice
  check (received = stored + unchanged + quarantined)
);
create index delivery_unfinished on delivery (created_at) where state = 'RECEIVED';
create index delivery_hash on delivery (hash);

create table source_record (
  id uuid primary key,
  delivery_id uuid not null references delivery (id),
  ordinal int not null,
  organisation text not null,
  -- adapter and format, the namespace of the key: `social-care/ssda903-missing`
  namespace text not null,
  key text,
  locator text not null,
  hash bytea not null,
  state text not null check (state in ('STORED', 'QUARANTINED', 'REPLAYED')),
  -- why it was quarantined: [{rule, field, message}]
  reasons jsonb,
  issues jsonb not null default '[]',
  -- facts it states; empty where the table is recognised but not mapped
  fact_ids uuid[] not null default '{}',
  -- true for the newest stored record of its key that was not retracted
  current boolean not null,
  -- the stored record that came of it, once replayed
  replayed_as uuid,
  created_at timestamptz not null default clock_timestamp(),
  unique (delivery_id, ordinal)
);
create unique index source_record_current on source_record (organisation, namespace, key) where current;
create index source_record_fact on source_record using gin (fact_ids) where current;
create index source_record_quarantined on source_record (created_at) where state = 'QUARANTINED';

-- Truth 2: facts ----------------------------------------------------------------------------------

create table subject (
  id uuid primary key,
  organisation text not null,
  system text not null,
  key text not null,
  unique (organisation, system, key)
);

create table child (
  id uuid primary key,
  -- a child id belongs to its first source person for ever
  first_subject_id uuid not null unique references subject (id)
);

create table fact (
  id uuid primary key,
  kind text not null,
  organisation text not null,
  system text not null,
  key text not null,
  subject_id uuid not null references subject (id),
  unique (kind, organisation, system, key, subject_id)
);

create table person (
  id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null references subject (id),
  child_id uuid references child (id),
  organisation text not null,
  source_record_id uuid not null references source_record (id),
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null,
  names jsonb, birth jsonb, sex text, gender text, identifiers jsonb, ethnicity jsonb, culture text,
  nationality text, religion text, first_language text, interpreter_needed boolean, disabilities jsonb,
  communication_need text, home_address jsonb, address_protected boolean, care_status text, legal_status text,
  placement_type text, placement_provider text, placement_urn text, placement_address jsonb,
  responsible_authority text, host_authority text, out_of_area boolean, area_notice_received boolean,
  height text, build text, hair text, eyes text, distinguishing_marks text, glasses boolean, parents jsonb,
  professionals jsonb, sexual_exploitation text, sexual_exploitation_assessed_on date, criminal_exploitation text,
  trafficking text, self_harm text, mental_health text, medical_needs text, time_critical_medication boolean,
  substance_use text, live_investigation text, investigation_contact jsonb, investigation_reference text,
  interview_constraint text, persons_posing_risk jsonb,
  primary key (id, known_from)
);

create table missing_episode (
  id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null references subject (id),
  child_id uuid references child (id),
  organisation text not null,
  source_record_id uuid not null references source_record (id),
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null,
  source_episode text not null, category text, started_on date, started_at timestamptz, ended_on date,
  ended_at timestamptz, reported_at timestamptz, last_seen_at timestamptz, last_seen_place text, last_seen_by text,
  missing_from text, circumstances text, risk_grade text, risk_graded_at timestamptz, risk_graded_by text,
  risk_rationale text, risk_factors jsonb, out_of_character text, likely_places jsonb, thought_to_be_with jsonb,
  found_at timestamptz, returned_at timestamptz, found_place text, found_by text,
  prevention_interview_done boolean, prevention_interview_at timestamptz,
  prevention_interview_not_done_reason text, harm jsonb, reasons jsonb, cancelled boolean,
  primary key (id, known_from)
);

create table notification (
  id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null references subject (id),
  child_id uuid references child (id),
  organisation text not null,
  source_record_id uuid not null references source_record (id),
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null,
  notification_id text not null, force_reference text not null, source_episode text not null,
  message_type text not null, reported_at timestamptz, sent_at timestamptz, force text not null, unit text,
  officer jsonb, responsible_authority text, host_authority text, marking text, handling_note text, risk_grade text,
  risk_rationale text, circumstances text, clothing text, items_carried text, photo_reference text,
  photo_taken_on text, informant jsonb, enquiries_made text, thought_to_be_with jsonb, phone_and_social_media text,
  money_and_travel text, episodes_last30_days int, episodes_last90_days int, episodes_last365_days int,
  recent_trigger text, harm jsonb, crime_reference text, safeguarding_done text, interview_wishes text,
  interview_contact_route text, answers jsonb not null,
  primary key (id, known_from)
);

create table interview (
  id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null references subject (id),
  child_id uuid references child (id),
  organisation text not null,
  source_record_id uuid not null references source_record (id),
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null,
  source_episodes jsonb not null, status text, offered text, accepted text, offered_at timestamptz,
  held_at timestamptz, interviewer text, interviewer_role text, account text,
  primary key (id, known_from)
);

create table placement (
  id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null references subject (id),
  child_id uuid references child (id),
  organisation text not null,
  source_record_id uuid not null references source_record (id),
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null,
  started_on date, ended_on date, start_reason text, end_reason text, legal_status text, need_code text,
  placement_type text, provider text, change_reason text, home_postcode text, placement_postcode text, urn text,
  primary key (id, known_from)
);

create table involvement (
  id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  closed_as text check (closed_as in ('SUPERSEDED', 'RETRACTED')),
  subject_id uuid not null references subject (id),
  child_id uuid references child (id),
  organisation text not null,
  source_record_id uuid not null references source_record (id),
  key text not null,
  stated_at timestamptz,
  received_at timestamptz not null,
  entered_by text,
  absences jsonb not null,
  involvement text, involved_organisation text, person_id text, person_name text, job_title text, started_on date,
  ended_on date,
  primary key (id, known_from)
);

do $$
declare kind text;
begin
  foreach kind in array array['person', 'missing_episode', 'notification', 'interview', 'placement', 'involvement'] loop
    execute format('create unique index %I on %I (id) where known_to = ''infinity''', kind || '_current', kind);
    execute format('create index %I on %I (subject_id, known_from)', kind || '_subject', kind);
    execute format('create index %I on %I (child_id, known_from)', kind || '_child', kind);
    execute format('create index %I on %I (source_record_id)', kind || '_source', kind);
  end loop;
end $$;

-- Truth 3: links ----------------------------------------------------------------------------------

create table link_event (
  id uuid primary key,
  known_at timestamptz not null,
  subject_id uuid not null references subject (id),
  child_id uuid not null references child (id),
  action text not null check (action in ('LINK', 'UNLINK')),
  -- the identity rule that decided, and what it compared (never values)
  rule text not null,
  evidence jsonb not null,
  actor text not null
);
create index link_event_subject on link_event (subject_id, known_at);

-- Keyed hashes of what identifies a source person; candidates share one.
create table identity_key (
  key bytea not null,
  subject_id uuid not null references subject (id),
  primary key (key, subject_id)
);
create index identity_key_subject on identity_key (subject_id);

-- Projections: written by project() alone ----------------------------------------------------------

create table membership (
  subject_id uuid not null references subject (id),
  child_id uuid not null references child (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  primary key (subject_id, known_from)
);
create index membership_child on membership (child_id, known_from);

create table child_alias (
  child_id uuid not null references child (id),
  survivor_id uuid not null references child (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  primary key (child_id, known_from)
);

create table child_view (
  child_id uuid not null references child (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  -- OPEN_EPISODE 2, ADDRESS_PROTECTED 8: the row conditions a child carries
  flags int not null,
  absences jsonb not null,
  provenance jsonb not null,
  conflicts jsonb not null,
  given_names text, family_name text, other_names jsonb, birth_on date, birth_earliest date, birth_latest date,
  birth_precision text, sex text, gender text, nhs_number text, upn text, identifiers jsonb, ethnic_group text,
  ethnicity_stated_by text, culture text, nationality text, religion text, first_language text,
  interpreter_needed boolean, disabilities jsonb, communication_need text, home_address jsonb, care_status text,
  legal_status text, placement_type text, placement_provider text, placement_urn text, placement_started_on date,
  placement_address jsonb, responsible_authority text, host_authority text, out_of_area boolean,
  area_notice_received boolean, height text, build text, hair text, eyes text, distinguishing_marks text,
  glasses boolean, parents jsonb, professionals jsonb, sexual_exploitation text,
  sexual_exploitation_assessed_on date, criminal_exploitation text, trafficking text, self_harm text,
  mental_health text, medical_needs text, time_critical_medication boolean, substance_use text,
  live_investigation text, investigation_contact jsonb, investigation_reference text, interview_constraint text,
  persons_posing_risk jsonb, missing_now boolean, episode_count int, last_missing_on date,
  primary key (child_id, known_from)
);
create unique index child_view_current on child_view (child_id) where known_to = 'infinity';

create table episode (
  -- belongs to the cluster's first source episode for ever
  episode_id uuid not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  child_id uuid not null references child (id),
  status text not null check (status in ('OPEN', 'ENDED', 'CANCELLED')),
  -- [{organisation, system, sourceEpisode, category, startedOn, startedAt, endedOn, endedAt, statedAt, joined}]
  sources jsonb not null,
  notification_ids uuid[] not null,
  interview_ids uuid[] not null,
  absences jsonb not null,
  provenance jsonb not null,
  conflicts jsonb not null,
  category text, started_on date, started_at timestamptz, ended_on date, ended_at timestamptz,
  reported_at timestamptz, last_seen_at timestamptz, last_seen_place text, last_seen_by text, missing_from text,
  circumstances text, risk_grade text, risk_graded_at timestamptz, risk_graded_by text, risk_rationale text,
  risk_factors jsonb, out_of_character text, likely_places jsonb, thought_to_be_with jsonb, found_at timestamptz,
  returned_at timestamptz, found_place text, found_by text, prevention_interview_done boolean,
  prevention_interview_at timestamptz, prevention_interview_not_done_reason text, harm jsonb, reasons jsonb,
  primary key (episode_id, known_from)
);
create unique index episode_current on episode (episode_id) where known_to = 'infinity';
create index episode_child on episode (child_id, known_from);

-- What the completeness profile found in a notification: frozen at its first receipt, and the newest.
create table assessment (
  notification_id uuid not null references fact (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  child_id uuid not null references child (id),
  profile_version text not null,
  complete boolean not null,
  score real not null,
  seed_score real,
  -- [{field, number, requirement, severity, state}]
  gaps jsonb not null,
  first_known_at timestamptz not null,
  first_complete boolean not null,
  first_score real not null,
  primary key (notification_id, known_from)
);
create unique index assessment_current on assessment (notification_id) where known_to = 'infinity';

-- Who has a relationship to a child now, why, and until when (policy is always evaluated now).
create table reach (
  organisation text not null,
  -- the worker's subject id; '' where the whole organisation has the relationship
  person text not null default '',
  child_id uuid not null references child (id),
  bits int not null,
  until timestamptz not null,
  reason text not null,
  primary key (organisation, child_id, person, reason)
);
create index reach_child on reach (child_id);

-- Being told, and work to do -------------------------------------------------------------------------

create table outbox (
  id uuid primary key,
  topic text not null,
  child_id uuid not null,
  known_at timestamptz not null,
  payload jsonb not null,
  announced_at timestamptz
);
create index outbox_waiting on outbox (known_at) where announced_at is null;

create table notice (
  id uuid primary key,
  outbox_id uuid not null references outbox (id),
  organisation text not null,
  child_id uuid not null,
  topic text not null,
  created_at timestamptz not null,
  unique (outbox_id, organisation)
);

create table job (
  id uuid primary key,
  type text not null,
  -- at most one waiting job of a key
  key text not null,
  payload jsonb not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
  run_at timestamptz not null default clock_timestamp(),
  attempts int not null default 0,
  max_attempts int not null default 10,
  worker text,
  lease_until timestamptz,
  -- raised at each claim; a worker that lost its lease can no longer finish the job
  fence bigint not null default 0,
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create unique index job_waiting_key on job (type, key) where state = 'WAITING';
create index job_due on job (run_at) where state in ('WAITING', 'RUNNING');

create table idempotency_key (
  organisation text not null,
  key text not null,
  request_hash bytea not null,
  outcome jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organisation, key)
);

-- The ledger: written before the first byte leaves. Insert only.
-- Which coordinates an operation selects is the same for every one of a kind, so each list stands once. Its id is the
-- hash of it: an entry's hash covers the id, and so the list.
create table ledger_field_list (
  id text primary key,
  coordinates text[] not null
);

create table ledger_entry (
  id uuid primary key,
  writer uuid not null,
  sequence bigint not null,
  at timestamptz not null,
  request_id uuid not null,
  person text not null,
  organisation text not null,
  role text not null,
  purpose text not null,
  operation text,
  plan text not null,
  -- the list of selected coordinates, whether or not a value was there
  field_list text not null,
  -- [[child, version, mask]]
  touched jsonb not null,
  known_at timestamptz,
  as_known_at timestamptz,
  policy_version text not null,
  previous_hash bytea not null,
  hash bytea not null,
  unique (writer, sequence)
);

-- Duty roles ---------------------------------------------------------------------------------------
-- Roles live in the cluster, not in the database: made once, granted to whoever owns this database.
do $$
declare duty text;
begin
  foreach duty in array array['homeward_ingest', 'homeward_read', 'homeward_ledger', 'homeward_admin'] loop
    begin
      execute format('create role %I nologin', duty);
    exception when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, duty, 'set') then
      execute format('grant %I to current_user with set true, inherit false', duty);
    end if;
  end loop;
end $$;

grant select on child_view, episode, notification, interview, placement, involvement, assessment, reach, membership,
  child, child_alias, lane to homeward_read;
grant select, insert on hub_key to homeward_ingest;
grant select, insert, update, delete on lane, raw_content, delivery, source_record, subject, child, fact, person,
  missing_episode, notification, interview, placement, involvement, link_event, identity_key, membership, child_alias,
  child_view, episode, assessment, reach, outbox, notice, job, idempotency_key to homeward_ingest;
grant insert on ledger_entry, ledger_field_list to homeward_ledger;
grant select on all tables in schema public to homeward_admin;
grant insert, update, delete on job to homeward_admin;
