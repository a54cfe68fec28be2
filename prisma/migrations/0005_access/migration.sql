-- Restrictions on who may learn what of a child, and ways to a child that somebody opens, says why and answers for.

create table restriction (
  id uuid not null,
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
  restriction text not null, workers jsonb not null, reason text, decided_by text, started_on date, ended_on date,
  review_on date,
  primary key (id, known_from),
  foreign key (id) references fact (id)
);
create unique index restriction_current on restriction (id) where known_to = 'infinity';
create index restriction_subject on restriction (subject_id, known_from);
create index restriction_child on restriction (child_id, known_from);
create index restriction_source on restriction (source_record_id);
grant select on restriction to homeward_read, homeward_admin;
grant select, insert, update, delete on restriction to homeward_ingest;

-- A way to a child that a worker opened: who, why, until when, and what the review found. Nothing is ever deleted.
create table access_grant (
  id uuid primary key,
  child_id uuid not null references child (id),
  kind text not null check (kind in ('BREAK_GLASS', 'FIRST_CONTACT', 'AUDIT_CASE')),
  organisation text not null,
  person text not null,
  role text not null,
  purpose text not null,
  reason text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  known_at timestamptz not null,
  -- BREAK_GLASS alone is reviewed
  review_due_on date,
  reviewed_at timestamptz,
  reviewed_by text,
  outcome text check (outcome in ('JUSTIFIED', 'NOT_JUSTIFIED')),
  review_note text,
  check ((reviewed_at is null) = (outcome is null))
);
create index access_grant_child on access_grant (child_id);
create index access_grant_open_review on access_grant (review_due_on, id) where kind = 'BREAK_GLASS' and reviewed_at is null;

-- Questions whether the hub holds a child, counted against a budget; a child is named only by the ledger.
create table match_attempt (
  id uuid primary key,
  organisation text not null,
  person text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('MATCH', 'NONE', 'TOO_MANY'))
);
create index match_attempt_person on match_attempt (organisation, person, at);

grant select, insert on access_grant, match_attempt to homeward_ingest;
grant update (reviewed_at, reviewed_by, outcome, review_note) on access_grant to homeward_ingest;
grant select on access_grant, match_attempt to homeward_admin;

-- A worker who is kin of a child has a relationship that blocks: beside it no other counts.
do $$
declare
  reached constant text := 'exists (select 1 from reach r where r.child_id = %I.%I having bool_and(r.bits & 262144 = 0))';
  name text;
begin
  alter table restriction enable row level security, force row level security;
  execute format('create policy owner on restriction to %I using (true) with check (true)', current_user);
  create policy ingest on restriction to homeward_ingest using (true) with check (true);
  create policy admin on restriction for select to homeward_admin using (true);
  create policy viewer on restriction for select to homeward_read using (true);
  for name in select tablename from pg_policies
      where schemaname = 'public' and policyname = 'viewer' and tablename <> 'reach' loop
    execute format('alter policy viewer on %I using (%s)', name,
      format(reached, name, case name when 'child_alias' then 'survivor_id' else 'child_id' end));
  end loop;
end $$;
