-- What another authority sent is read here only as its agreement lets it be read; who performs an interview for another
-- authority has a relationship to the child while they do; a copy of a result names an authority that is neither side.

-- How far a version of an interview that crossed the border may be read: recorded when it came, whatever becomes of the
-- agreement; narrowed where a later version came under narrower terms.
create table exchange_ceiling (
  interview_id uuid not null references fact (id),
  -- the version of the interview
  known_from timestamptz not null,
  agreement text not null,
  -- fields that may be shown, to which roles, for which purposes
  fields text[] not null,
  roles text[] not null,
  purposes text[] not null,
  primary key (interview_id, known_from)
);
grant select on exchange_ceiling to homeward_read, homeward_admin;
grant select, insert, update, delete on exchange_ceiling to homeward_ingest;

-- Under the plan lies a net: to whoever the agreement does not name, for another purpose, or without a relationship to
-- the child there is no ceiling, and what has none shows nothing of what crossed.
do $$
begin
  alter table exchange_ceiling enable row level security, force row level security;
  execute format('create policy owner on exchange_ceiling to %I using (true) with check (true)', current_user);
  create policy ingest on exchange_ceiling to homeward_ingest using (true) with check (true);
  create policy admin on exchange_ceiling for select to homeward_admin using (true);
  create policy viewer on exchange_ceiling for select to homeward_read using (
    (select current_setting('homeward.role', true)) = any (roles)
    and (select current_setting('homeward.purpose', true)) = any (purposes)
    -- Of interviews the viewer sees only those of children they reach: its policy counts in here.
    and exists (select 1 from interview i where i.id = interview_id and i.known_from = exchange_ceiling.known_from));
end $$;

-- The worker who holds the interview for the other authority, by their subject id; it never leaves this hub.
alter table exchange_conversation add performer text;
create index exchange_conversation_performer on exchange_conversation (child_id) where performer is not null;
-- A copy goes to a third party, about a child of an authority that is neither side.
alter table exchange_conversation drop constraint exchange_conversation_check;
alter table exchange_conversation add constraint exchange_conversation_check
  check (course = 'COPY' or accountable in (opener, other));
alter table exchange_conversation drop constraint exchange_conversation_course_check;
alter table exchange_conversation add constraint exchange_conversation_course_check
  check (course in ('RHI', 'NOTICE', 'COPY'));

-- Whoever answers who saw a child knows under which conversations a partner named them before they were found.
grant select (id, child_id) on exchange_conversation to homeward_audit;
