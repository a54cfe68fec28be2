-- The ledger's entries in one order, and signed checkpoints over it (RFC 6962 Merkle tree, C2SP tlog-checkpoint).

-- An entry's place among those of all writers; once given it never changes.
create table ledger_leaf (
  position bigint primary key,
  entry_id uuid not null unique references ledger_entry (id),
  writer uuid not null,
  sequence bigint not null
);

-- How far the entries of each writer have their places.
create table ledger_writer (
  writer uuid primary key,
  sequence bigint not null
);

create table ledger_checkpoint (
  tree_size bigint primary key,
  root bytea not null,
  -- roots of the perfect subtrees the tree is made of, largest first: enough to go on from here
  peaks bytea[] not null,
  made_at timestamptz not null,
  -- the signed note, as witnesses are given it
  note text not null,
  witnessed_at timestamptz
);

grant select on ledger_leaf, ledger_writer, ledger_checkpoint to homeward_admin;
grant insert on ledger_leaf, ledger_checkpoint to homeward_admin;
grant insert, update on ledger_writer to homeward_admin;
grant update (witnessed_at) on ledger_checkpoint to homeward_admin;
