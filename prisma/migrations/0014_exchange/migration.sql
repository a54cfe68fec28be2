-- What authorities say to one another across the border: conversations, every message as it was sent, its receipt.

-- A conversation with another authority. Its state is derived from its messages and kept for the lists.
create table exchange_conversation (
  id uuid primary key,
  course text not null check (course in ('RHI', 'NOTICE')),
  opener text not null,
  other text not null,
  -- the responsible authority: fixed when the conversation begins
  accountable text not null,
  state text not null,
  -- authority that something is waited for from, and by when
  waits_for text,
  due_at timestamptz,
  child_id uuid references child (id),
  matching text not null check (matching in ('OWN', 'MATCHED', 'CONFIRMED', 'WAITING')),
  -- who said which child it is, where a person had to
  matched_by text,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  -- when somebody is to be told that it is late
  escalate_at timestamptz,
  check (accountable in (opener, other)),
  check ((matching = 'WAITING') = (child_id is null))
);
create index exchange_conversation_late on exchange_conversation (escalate_at) where escalate_at is not null;
create index exchange_conversation_due on exchange_conversation (waits_for, due_at);
create index exchange_conversation_child on exchange_conversation (child_id);

-- One message, sent or received. The envelope is what crossed the border, byte for byte; nothing of it ever changes.
create table exchange_message (
  sender text not null,
  -- the sender’s own id of it (jti): the same message a second time is known by it
  message_id uuid not null,
  conversation_id uuid not null references exchange_conversation (id),
  recipient text not null,
  kind text not null,
  event text not null,
  sequence int not null,
  -- its place in the conversation’s one log, which whoever began it keeps
  position int,
  at timestamptz not null,
  due_at timestamptz,
  -- times and grades that deadlines hang on
  anchors jsonb not null,
  agreement text not null,
  envelope text not null,
  -- what was sealed, for the lists; null once it has been purged
  payload text,
  receipt text,
  decision text check (decision in ('TAKEN', 'REFUSED')),
  reason text,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  primary key (sender, message_id),
  unique (conversation_id, sender, sequence),
  unique (conversation_id, position),
  check ((receipt is null) = (decision is null))
);
create index exchange_message_queued on exchange_message (next_attempt_at) where receipt is null;

-- Agreements that were revoked; what is in force otherwise stands in the partner register.
create table exchange_revocation (
  agreement text primary key,
  revoked_at timestamptz not null,
  revoked_by text not null,
  reason text not null
);

-- Another authority’s ledger as far as this hub has witnessed it.
create table exchange_witnessed (
  authority text primary key,
  size bigint not null,
  peaks bytea[] not null,
  note text not null,
  at timestamptz not null
);

-- What other authorities signed of this hub’s own ledger.
create table exchange_cosignature (
  authority text not null,
  tree_size bigint not null,
  signature text not null,
  at timestamptz not null,
  primary key (authority, tree_size)
);

grant select, insert, update on exchange_conversation, exchange_message, exchange_witnessed to homeward_ingest;
grant select, insert on exchange_revocation, exchange_cosignature to homeward_ingest;
grant select on exchange_conversation, exchange_message, exchange_revocation, exchange_witnessed,
  exchange_cosignature to homeward_admin;
