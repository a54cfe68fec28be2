-- What people score of a record that a machine cannot compute: two who do not know of each other, and a third where
-- they are far apart. Nothing is ever changed; what was scored of a record goes with it.
create table rubric_score (
  record_id uuid not null references fact (id),
  kind text not null check (kind in ('interview', 'strategy-meeting', 'case-note')),
  -- the version that was scored, by when it became known
  version timestamptz not null,
  scorer text not null,
  -- which body of the audit’s panel they score for
  body text not null,
  item text not null,
  score int not null check (score between 0 and 2),
  -- where in the record it shows; nothing is met without it
  evidence text,
  -- when it became known: the order of the scorers
  known_at timestamptz not null,
  primary key (record_id, version, scorer, item),
  check (score < 2 or evidence is not null)
);

grant select, insert, delete on rubric_score to homeward_ingest;
grant select on rubric_score to homeward_admin;

do $$
begin
  alter table rubric_score enable row level security, force row level security;
  execute format('create policy owner on rubric_score to %I using (true) with check (true)', current_user);
  create policy ingest on rubric_score to homeward_ingest using (true) with check (true);
  create policy admin on rubric_score for select to homeward_admin using (true);
end $$;
