-- Who was shown what of a child, found without looking through the whole ledger.

-- Every child an entry touched, in the order in which a child's disclosures are read. Derived from `touched` and written
-- by the statement that writes the entry. No foreign key: it would look up, and lock, each entry again.
create table ledger_subject (
  child_id uuid not null,
  at timestamptz not null,
  entry_id uuid not null,
  primary key (child_id, at, entry_id)
);
insert into ledger_subject (child_id, at, entry_id)
select distinct (t ->> 0)::uuid, at, id from ledger_entry, jsonb_array_elements(touched) t;

grant insert on ledger_subject to homeward_ledger;
grant select on ledger_subject to homeward_admin;

-- The duty of reading the ledger, and nothing else: neither the role that writes it nor the one that reads children.
do $$
begin
  begin
    create role homeward_audit nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'homeward_audit', 'set') then
    execute format('grant homeward_audit to %I with set true, inherit false', current_user);
  end if;
end $$;

grant select on ledger_subject, ledger_field_list to homeward_audit;
grant select (id, at, person, organisation, role, purpose, operation, field_list, touched, known_at, as_known_at)
  on ledger_entry to homeward_audit;
-- Which ids are one child.
grant select (id) on child to homeward_audit;
grant select on child_alias to homeward_audit;
create policy audit on child for select to homeward_audit using (true);
create policy audit on child_alias for select to homeward_audit using (true);
