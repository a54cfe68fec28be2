-- The net under the policy: whatever a statement asks, the read role sees rows only of children the viewer of its
-- transaction has a relationship to. Without a viewer it sees none. The viewer is told by set_config, for one
-- transaction (`src/store/viewer-context.ts`); until when and for which role is the policy's to say.

do $$
declare
  viewers constant text := $q$(organisation = (select current_setting('homeward.organisation', true))
    and person in ('', (select current_setting('homeward.person', true))))$q$;
  -- Of reach itself the viewer sees only their own: its policy counts in here.
  reached constant text := 'exists (select 1 from reach r where r.child_id = %I.%I)';
  of_children text[];
  of_sources constant text[] := array['child', 'person', 'missing_episode'];
  name text;
begin
  select array_agg(c.relname order by c.relname) into of_children
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'child_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and has_table_privilege('homeward_read', c.oid, 'select') and c.relname <> 'reach';

  foreach name in array of_children || array['reach'] || of_sources loop
    if exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = name) then continue; end if;
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy owner on %I to %I using (true) with check (true)', name, current_user);
    execute format('create policy ingest on %I to homeward_ingest using (true) with check (true)', name);
    execute format('create policy admin on %I for select to homeward_admin using (true)', name);
    if name = 'reach' then
      execute format('create policy viewer on reach for select to homeward_read using %s', viewers);
    elsif name = any(of_children) then
      -- An id that was given up belongs to whoever reaches the child it now stands for.
      execute format('create policy viewer on %I for select to homeward_read using (%s)', name,
        format(reached, name, case name when 'child_alias' then 'survivor_id' else 'child_id' end));
    end if;
  end loop;
end $$;

-- One look into an index a row.
drop index reach_child;
create index reach_child on reach (child_id, organisation, person);

-- The read path needs no list of children beside their views.
revoke select on child from homeward_read;
