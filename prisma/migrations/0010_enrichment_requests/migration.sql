-- What a notification leaves out is asked of its force, and how that ended.

-- One question about one field of one incident. Written by project() alone: the same facts give the same rows, ids and
-- deadlines included.
create table enrichment_request (
  id uuid primary key,
  -- questions that were put to the force together
  message_id uuid not null,
  -- the first message of the incident as it stood when the question was put
  notification_id uuid not null references fact (id),
  child_id uuid not null references child (id),
  organisation text not null,
  unit text,
  -- the force's own numbers of the message and of the incident
  notification_number text not null,
  force_reference text not null,
  field text not null,
  number int not null,
  requirement text not null check (requirement in ('MANDATORY', 'ANSWER')),
  severity text not null,
  -- how the field was left: MISSING, INVALID, or an answer without who was asked and when
  found text not null,
  urgency text not null,
  profile_version text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('OPEN', 'ANSWERED', 'WITHDRAWN')),
  closed_at timestamptz,
  -- ANSWERED: how; WITHDRAWN: why
  outcome text,
  -- the message that answered
  answered_by uuid references fact (id),
  check ((state = 'OPEN') = (closed_at is null)),
  check ((closed_at is null) = (outcome is null)),
  check ((state = 'ANSWERED') = (answered_by is not null))
);
-- Never two open questions about one field of one incident.
create unique index enrichment_request_open on enrichment_request (notification_id, field) where state = 'OPEN';
create index enrichment_request_child on enrichment_request (child_id);
create index enrichment_request_message on enrichment_request (message_id);
create index enrichment_request_due on enrichment_request (due_at, id) where state = 'OPEN';
create index enrichment_request_force on enrichment_request (organisation, due_at, id);

-- A reminder or an escalation of a question, as it was given; nothing is ever changed.
create table enrichment_step (
  request_id uuid not null references enrichment_request (id) on delete cascade,
  step text not null,
  at timestamptz not null,
  primary key (request_id, step)
);

-- These organisations alone are told; none: everyone with a relationship to the child.
alter table outbox add told_to text[] not null default '{}';

grant select, insert, update, delete on enrichment_request to homeward_ingest;
grant select, insert, delete on enrichment_step to homeward_ingest;
grant select on enrichment_request, enrichment_step to homeward_admin;
