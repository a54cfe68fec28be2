-- Sums of answers by day and by month, all fields of a force in one row: any period is whole months and the days around
-- them, read from sums alone.

-- The bits of a mask as digits, eight a field, field 1 last: a sum of such numbers holds the count of every field.
-- Exact below 100,000,000 notifications in one count; a removal is a subtraction.
create function field_digits(mask bigint) returns numeric language sql immutable parallel safe return
  case mask when 0 then 0 else
    replace(replace(translate(mask::bit(51)::text, '01', 'no'), 'n', '00000000'), 'o', '00000001')::numeric end;

drop trigger completeness_month_insert on assessment;
drop trigger completeness_month_update on assessment;
drop trigger completeness_month_delete on assessment;
drop function completeness_month_insert();
drop function completeness_month_update();
drop function completeness_month_delete();
drop table completeness_month;

create table completeness_day (
  day date not null,
  organisation text not null,
  first_applies numeric not null,
  first_passes numeric not null,
  first_not_known numeric not null,
  first_declined numeric not null,
  first_not_applicable numeric not null,
  first_missing numeric not null,
  first_invalid numeric not null,
  first_withheld numeric not null,
  latest_applies numeric not null,
  latest_passes numeric not null,
  latest_not_known numeric not null,
  latest_declined numeric not null,
  latest_not_applicable numeric not null,
  latest_missing numeric not null,
  latest_invalid numeric not null,
  latest_withheld numeric not null,
  primary key (day, organisation)
);
create table completeness_month (
  month date not null,
  organisation text not null,
  first_applies numeric not null,
  first_passes numeric not null,
  first_not_known numeric not null,
  first_declined numeric not null,
  first_not_applicable numeric not null,
  first_missing numeric not null,
  first_invalid numeric not null,
  first_withheld numeric not null,
  latest_applies numeric not null,
  latest_passes numeric not null,
  latest_not_known numeric not null,
  latest_declined numeric not null,
  latest_not_applicable numeric not null,
  latest_missing numeric not null,
  latest_invalid numeric not null,
  latest_withheld numeric not null,
  primary key (month, organisation)
);

-- Kept by the statements that change the assessments, whoever sends them. Rows are locked in one order.
do $$
declare
  counts constant text[] := array['first_applies', 'first_passes', 'first_not_known', 'first_declined', 'first_not_applicable', 'first_missing',
    'first_invalid', 'first_withheld', 'latest_applies', 'latest_passes', 'latest_not_known', 'latest_declined',
    'latest_not_applicable', 'latest_missing', 'latest_invalid', 'latest_withheld'];
  columns constant text := array_to_string(counts, ', ');
  sums text;
  merged text;
  added text;
  removed text;
  body text;
begin
  select string_agg(format('sum(%1$s) %1$s', c), ', '),
    string_agg(format('%1$s = s.%1$s + excluded.%1$s', c), ', '),
    string_agg(format('field_digits(%1$s) %1$s', c), ', '),
    string_agg(format('-field_digits(%1$s) %1$s', c), ', ')
  into sums, merged, added, removed from unnest(counts) c;
  added := format('select received_on, organisation, %s from added where opens_thread and known_to = ''infinity''', added);
  removed := format('select received_on, organisation, %s from removed where opens_thread and known_to = ''infinity''',
    removed);
  body := format('with change as materialized (select received_on "day", organisation, %1$s from (%%s) c group by 1, 2),
      months as (insert into completeness_month as s (month, organisation, %2$s)
        select date_trunc(''month'', "day")::date, organisation, %1$s from change group by 1, 2 order by 1, 2
        on conflict (month, organisation) do update set %3$s)
    insert into completeness_day as s ("day", organisation, %2$s)
    select "day", organisation, %2$s from change order by 1, 2
    on conflict ("day", organisation) do update set %3$s;', sums, columns, merged);
  execute format('create function completeness_insert() returns trigger language plpgsql as %L',
    format('begin %s return null; end', format(body, added)));
  execute format('create function completeness_update() returns trigger language plpgsql as %L',
    format('begin %s return null; end', format(body, added || ' union all ' || removed)));
  execute format('create function completeness_delete() returns trigger language plpgsql as %L',
    format('begin %s return null; end', format(body, removed)));
  execute format('insert into completeness_day ("day", organisation, %2$s)
    select received_on, organisation, %1$s from (%3$s) c group by 1, 2', sums, columns,
    replace(added, ' from added where ', ' from assessment where '));
  execute format('insert into completeness_month (month, organisation, %2$s)
    select date_trunc(''month'', "day")::date, organisation, %1$s from completeness_day group by 1, 2', sums, columns);
end $$;
create trigger completeness_insert after insert on assessment
  referencing new table as added for each statement execute function completeness_insert();
create trigger completeness_update after update on assessment
  referencing old table as removed new table as added for each statement execute function completeness_update();
create trigger completeness_delete after delete on assessment
  referencing old table as removed for each statement execute function completeness_delete();
grant select, insert, update on completeness_day, completeness_month to homeward_ingest;
grant select on completeness_day, completeness_month to homeward_admin, homeward_report;

-- What was scored before migration 0009 holds no bits. Empty once it is derived anew; nothing else is ever in it.
create index assessment_uncounted on assessment (received_at) where received_at = '-infinity';
