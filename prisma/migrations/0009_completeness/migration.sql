-- How completely notifications answer the profile, stored so that reports are sums over sets, not reads of children.

-- Of a notification: elements it lacks that its feed carried in the 90 days before it came. Said once, when it comes.
alter table notification add column feed_lacks jsonb;

-- Which elements the messages of a kind held on a day, whatever stood in them. Says nothing of a child.
create table feed_day (
  organisation text not null,
  message_type text not null,
  day date not null,
  elements text[] not null,
  primary key (organisation, message_type, day)
);
grant select, insert, update on feed_day to homeward_ingest;
grant select on feed_day to homeward_admin;

-- Fields of the profile as bits: field 1 is bit 0. First as first received and frozen; latest as the whole thread stands.
-- `homeward rebuild` fills the rows of before.
alter table assessment
  add column organisation text not null default '',
  add column unit text,
  add column authority text,
  -- the first message of its thread to be received: reports count each thread once
  add column opens_thread boolean not null default false,
  add column received_at timestamptz not null default '-infinity',
  add column received_on date not null default '-infinity',
  add column first_profile_version text not null default '',
  add column first_seed_score real,
  add column latest_profile_version text not null default '',
  add column latest_complete boolean not null default false,
  add column completed_at timestamptz,
  add column first_applies bigint not null default 0,
  add column first_required bigint not null default 0,
  add column first_passes bigint not null default 0,
  add column first_not_known bigint not null default 0,
  add column first_declined bigint not null default 0,
  add column first_not_applicable bigint not null default 0,
  add column first_missing bigint not null default 0,
  add column first_invalid bigint not null default 0,
  add column first_withheld bigint not null default 0,
  add column latest_applies bigint not null default 0,
  add column latest_required bigint not null default 0,
  add column latest_passes bigint not null default 0,
  add column latest_not_known bigint not null default 0,
  add column latest_declined bigint not null default 0,
  add column latest_not_applicable bigint not null default 0,
  add column latest_missing bigint not null default 0,
  add column latest_invalid bigint not null default 0,
  add column latest_withheld bigint not null default 0;
create index assessment_report on assessment (received_on) where opens_thread and known_to = 'infinity';

-- Sums a calendar month, force and field: what a gap table over years is read from. Kept by the statements that change
-- the assessments, whoever sends them.
create table completeness_month (
  month date not null,
  organisation text not null,
  field int not null,
  first_applies int not null,
  first_passes int not null,
  first_not_known int not null,
  first_declined int not null,
  first_not_applicable int not null,
  first_missing int not null,
  first_invalid int not null,
  first_withheld int not null,
  latest_applies int not null,
  latest_passes int not null,
  latest_not_known int not null,
  latest_declined int not null,
  latest_not_applicable int not null,
  latest_missing int not null,
  latest_invalid int not null,
  latest_withheld int not null,
  primary key (month, organisation, field)
);

do $$
declare
  counts constant text[] := array['first_applies', 'first_passes', 'first_not_known', 'first_declined', 'first_not_applicable', 'first_missing',
    'first_invalid', 'first_withheld', 'latest_applies', 'latest_passes', 'latest_not_known', 'latest_declined',
    'latest_not_applicable', 'latest_missing', 'latest_invalid', 'latest_withheld'];
  sums text;
  merged text;
  -- Counted with the sign of their side, a field at a time, where it applies first or latest.
  side constant text := 'select %s "sign", a.* from %I a where a.opens_thread and a.known_to = ''infinity''';
  body text;
begin
  select string_agg(format('sum("sign" * ((a.%1$s >> f.bit) & 1))::int', c), ', ') into sums from unnest(counts) c;
  select string_agg(format('%1$s = m.%1$s + excluded.%1$s', c), ', ') into merged from unnest(counts) c;
  body := format('insert into completeness_month as m (month, organisation, field, %s)
    select date_trunc(''month'', a.received_on)::date, a.organisation, f.bit + 1, %s
    from (%%s) a cross join generate_series(0, 50) f (bit)
    where (((a.first_applies | a.latest_applies) >> f.bit) & 1) = 1 group by 1, 2, 3
    on conflict (month, organisation, field) do update set %s;', array_to_string(counts, ', '), sums, merged);
  execute format('create function completeness_month_insert() returns trigger language plpgsql as %L',
    format('begin %s return null; end', format(body, format(side, '1', 'added'))));
  execute format('create function completeness_month_update() returns trigger language plpgsql as %L',
    format('begin %s return null; end',
      format(body, format(side, '1', 'added') || ' union all ' || format(side, '-1', 'removed'))));
  execute format('create function completeness_month_delete() returns trigger language plpgsql as %L',
    format('begin %s return null; end', format(body, format(side, '-1', 'removed'))));
end $$;
create trigger completeness_month_insert after insert on assessment
  referencing new table as added for each statement execute function completeness_month_insert();
create trigger completeness_month_update after update on assessment
  referencing old table as removed new table as added for each statement execute function completeness_month_update();
create trigger completeness_month_delete after delete on assessment
  referencing old table as removed for each statement execute function completeness_month_delete();
grant select, insert, update on completeness_month to homeward_ingest;
grant select on completeness_month to homeward_admin;

-- The duty of counting answers, and nothing else: no child, no value, no word of which gaps a child's notification has
-- beyond the bits.
do $$
begin
  begin
    create role homeward_report nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'homeward_report', 'set') then
    execute format('grant homeward_report to %I with set true, inherit false', current_user);
  end if;
end $$;
grant select (notification_id, known_from, known_to, organisation, unit, authority, opens_thread, received_at,
    received_on, completed_at, first_profile_version, first_complete, first_score, first_seed_score,
    latest_profile_version, latest_complete, first_applies, first_required, first_passes, first_not_known,
    first_declined, first_not_applicable, first_missing, first_invalid, first_withheld, latest_applies,
    latest_required, latest_passes, latest_not_known, latest_declined, latest_not_applicable, latest_missing,
    latest_invalid, latest_withheld)
  on assessment to homeward_report;
create policy report on assessment for select to homeward_report using (true);
grant select on completeness_month, feed_day, lane to homeward_report;
