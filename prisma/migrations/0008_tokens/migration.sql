-- What the hub remembers of access tokens: which are no longer believed, and which proofs of possession were used.

-- Either one token, by its `jti`, or what a person of an organisation was issued up to an instant, in one role or ('') any.
create table token_revocation (
  id uuid primary key,
  token_id text,
  organisation text,
  person text,
  role text,
  issued_until timestamptz,
  reason text,
  revoked_at timestamptz not null default clock_timestamp(),
  check (num_nonnulls(token_id, person) = 1),
  check (num_nonnulls(organisation, person, role, issued_until) in (0, 4))
);
create index token_revocation_token on token_revocation (token_id) where token_id is not null;
create index token_revocation_person on token_revocation (person, organisation) where person is not null;

-- A proof is good once (RFC 9449, 11.1), over restarts and over every replica. `key` is a hash of the holder's key and the
-- proof's `jti`; after `until` the proof is too old to be accepted anyway.
create table token_proof (
  key bytea primary key,
  until timestamptz not null
);

-- What a statement calls that finds its viewer's token revoked (`src/store/revoked-token.ts`).
create function refuse_revoked_token() returns text language plpgsql volatile as $$
begin
  raise exception 'the token was revoked' using errcode = 'HW401';
end $$;

-- Every read asks in the statement that sets its viewer's context, and every use case in its own transaction.
grant select (token_id, organisation, person, role, issued_until) on token_revocation to homeward_read;
grant select, insert on token_revocation to homeward_admin;
grant insert on token_proof to homeward_ledger;
grant select on token_proof to homeward_admin;
grant select, delete on token_revocation, token_proof to homeward_ingest;
