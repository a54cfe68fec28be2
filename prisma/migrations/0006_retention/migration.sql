-- Erasure: what no rule requires any longer is deleted; ids, hashes, when and by which rule remain.

-- One act of erasing; what it erased names it.
create table erasure (
  id uuid primary key,
  -- RETENTION: the time of a rule was over; REQUEST: asked for one child and approved by a person
  occasion text not null check (occasion in ('RETENTION', 'REQUEST')),
  -- the day the rules were applied for
  as_at date not null,
  known_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  child_id uuid references child (id),
  reason text,
  approved_by text,
  check (occasion = 'RETENTION' or (child_id is not null and reason is not null and approved_by is not null))
);

-- With which versions of a format erased records were read: enough to know one again when it is sent again.
create table erased_format (
  organisation text not null,
  namespace text not null,
  format_version text not null,
  primary key (organisation, namespace, format_version)
);

alter table fact add erasure_id uuid references erasure (id), add erasure_rule text;
alter table subject add erasure_id uuid references erasure (id);
alter table source_record add erasure_id uuid references erasure (id);
-- the bytes of the file are gone
alter table delivery add erasure_id uuid references erasure (id);

create index source_record_erased on source_record (organisation, namespace, hash) where erasure_id is not null;
create index source_record_fact_past on source_record using gin (fact_ids) where not current;

grant select, insert on erasure, erased_format to homeward_ingest;
grant select on erasure, erased_format to homeward_admin;
-- Why somebody opened a way to a child is in their own words, which may name the child.
grant update (reason, review_note) on access_grant to homeward_ingest;
