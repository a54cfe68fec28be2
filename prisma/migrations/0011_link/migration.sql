-- Who is whom: how source persons find one another, what was decided of each pair and why, what people decided, and
-- what waits for a person. Values of a child stand nowhere here: keys are keyed hashes, explanations name fields and
-- levels of agreement.

-- The numbers decisions are made by, frozen, so that one record at a time and all at once decide by the very same.
-- What replaces one is a new row; the newest is in force.
create table link_snapshot (
  id uuid primary key,
  taken_at timestamptz not null,
  model text not null,
  -- records the hub held then, and the share of pairs that are of one child as it is reckoned with
  records int not null,
  lambda double precision not null,
  -- by field: {total, counts: {value: count}}; values of fewer than ten records are not listed
  frequencies jsonb not null,
  -- sources that hold each child once
  registers text[] not null
);
create unique index link_snapshot_newest on link_snapshot (taken_at);

-- Keyed hashes under which source persons who may be one child find one another.
create table link_key (
  key bigint not null,
  subject_id uuid not null references subject (id),
  -- of a household and day of birth: who shares it may be twins
  is_birth boolean not null,
  primary key (key, subject_id)
);
create index link_key_subject on link_key (subject_id) include (key, is_birth);

-- What is decided of two source persons, where it is more than that they are two people.
create table link_edge (
  a uuid not null references subject (id),
  b uuid not null references subject (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  -- NONE: kept apart, and worth noting (possible siblings, a disputed number)
  zone text not null check (zone in ('AUTO', 'REVIEW', 'NONE')),
  -- NUMBER: a shared number, cross-checked; WEIGHT: the sum of the evidence
  rule text not null check (rule in ('NUMBER', 'WEIGHT')),
  weight double precision not null,
  guards text[] not null,
  is_number_disputed boolean not null,
  is_possible_sibling boolean not null,
  -- an AUTO link that was refused because the cluster would not be one child
  is_refused boolean not null,
  model text not null,
  snapshot_id uuid not null references link_snapshot (id),
  explanation jsonb not null,
  -- the next best: source person of the pair, whom else it might be, and by how many bits that is behind
  runner_up_of uuid,
  runner_up uuid,
  margin double precision,
  primary key (a, b, known_from),
  check (a < b)
);
create unique index link_edge_current on link_edge (a, b) where known_to = 'infinity';
create index link_edge_b on link_edge (b, known_from);

-- What a person decided of two source persons; it comes before everything else. Nothing is ever deleted: what no longer
-- holds is ended.
create table link_constraint (
  id uuid primary key,
  a uuid not null references subject (id),
  b uuid not null references subject (id),
  kind text not null check (kind in ('SAME', 'CANNOT_LINK', 'SIBLING')),
  reason text not null,
  actor text not null,
  -- the task or the request it came of
  task_id uuid,
  request_id uuid,
  decided_at timestamptz not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  ended_by text,
  end_reason text,
  check (a < b)
);
create unique index link_constraint_current on link_constraint (a, b) where known_to = 'infinity';
create index link_constraint_b on link_constraint (b) where known_to = 'infinity';

-- Two source persons kept apart who are likely brother or sister. Nothing of one is ever taken for the other.
create table possible_sibling (
  a uuid not null references subject (id),
  b uuid not null references subject (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  -- GUARDS: found by the guards; PERSON: said by a person
  stated_by text not null check (stated_by in ('GUARDS', 'PERSON')),
  primary key (a, b, known_from),
  check (a < b)
);
create unique index possible_sibling_current on possible_sibling (a, b) where known_to = 'infinity';
create index possible_sibling_b on possible_sibling (b, known_from);

-- A question to a person: is this source person that child?
create table review_task (
  id uuid primary key,
  subject_id uuid not null references subject (id),
  -- the child it may be, and the source person of that child whom it resembles most
  candidate_child_id uuid not null references child (id),
  candidate_subject_id uuid not null references subject (id),
  reason text not null check (reason in ('REVIEW', 'CLUSTER_CONFLICT', 'MARGIN', 'DATA_QUALITY')),
  weight double precision not null,
  priority int not null,
  has_risk_flag boolean not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'CLAIMED', 'SECOND_VOTE', 'DECIDED', 'OVERTAKEN')),
  claimed_by text,
  claimed_at timestamptz,
  -- raised at each change; who decides says which one they saw
  version int not null default 1,
  needs_second_vote boolean not null,
  second_vote_reason text,
  decision text check (decision in ('SAME', 'DIFFERENT', 'SIBLING', 'UNSURE')),
  closed_at timestamptz,
  check ((closed_at is null) = (state not in ('DECIDED', 'OVERTAKEN'))),
  check ((decision is not null) = (state = 'DECIDED')),
  check (needs_second_vote = (second_vote_reason is not null))
);
create unique index review_task_waiting on review_task (subject_id, candidate_child_id)
  where state in ('OPEN', 'CLAIMED', 'SECOND_VOTE');
create index review_task_queue on review_task (priority desc, opened_at, id)
  where state in ('OPEN', 'CLAIMED', 'SECOND_VOTE');
create index review_task_subject on review_task (subject_id);
create index review_task_candidate on review_task (candidate_subject_id);

-- What one person said; a second one says it without having seen the first.
create table review_vote (
  id uuid primary key,
  task_id uuid not null references review_task (id),
  voter text not null,
  decision text not null check (decision in ('SAME', 'DIFFERENT', 'SIBLING', 'UNSURE')),
  reason text not null,
  at timestamptz not null,
  unique (task_id, voter)
);

-- Asked by one, approved by another: source persons to be taken out of a child.
create table unlink_request (
  id uuid primary key,
  child_id uuid not null references child (id),
  subject_ids uuid[] not null check (cardinality(subject_ids) > 0),
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null default 'ASKED' check (state in ('ASKED', 'APPROVED', 'REFUSED')),
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  -- when both children were derived anew
  known_at timestamptz,
  version int not null default 1,
  check (decided_by is null or decided_by <> asked_by),
  check ((state = 'ASKED') = (decided_at is null)),
  check ((state = 'APPROVED') = (known_at is not null))
);
create index unlink_request_child on unlink_request (child_id);
create index unlink_request_waiting on unlink_request (asked_at, id) where state = 'ASKED';

-- Exact keys alone joined before; `homeward link run` finds anew what stood in them.
drop table identity_key;

do $$
declare name text;
begin
  foreach name in array array['link_snapshot', 'link_key', 'link_edge', 'link_constraint', 'possible_sibling',
      'review_task', 'review_vote', 'unlink_request'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy owner on %I to %I using (true) with check (true)', name, current_user);
    execute format('create policy ingest on %I to homeward_ingest using (true) with check (true)', name);
    execute format('create policy admin on %I for select to homeward_admin using (true)', name);
    execute format('grant select on %I to homeward_admin', name);
  end loop;
end $$;

-- Deleted are hashes and decisions of source persons who were erased, and nothing else.
grant select, insert, update, delete on link_key, link_edge, possible_sibling to homeward_ingest;
grant select, insert on link_snapshot, review_vote to homeward_ingest;
grant select, insert, update on link_constraint, review_task, unlink_request to homeward_ingest;
-- Reasons in somebody's own words may name the child.
grant update (reason) on review_vote to homeward_ingest;

-- Who was shown a child while it was wrongly linked is read from the ledger beside who belonged to whom, and when.
grant select (subject_id, child_id, known_from, known_to) on membership to homeward_audit;
grant select (id, child_id, subject_ids, state, known_at) on unlink_request to homeward_audit;
create policy audit on membership for select to homeward_audit using (true);
create policy audit on unlink_request for select to homeward_audit using (true);
