-- What every subject stands on: events that must leave the transaction, stored files, settings of the site.
create extension if not exists btree_gist;

-- Events written in the transaction that caused them, delivered at least once by the worker (docs/decisions/0004).
create table outbox_event (
  id bigint generated always as identity primary key,
  type text not null,
  unit_id bigint,
  payload jsonb not null,
  occurred_at timestamptz not null default now(),
  attempts int not null default 0,
  retry_at timestamptz not null default now(),
  last_error text
);
create index outbox_event_due on outbox_event (retry_at, id);

-- Which subscriber has taken which event, so that a redelivery takes effect once.
create table outbox_delivery (
  event_id bigint not null,
  subscriber text not null,
  delivered_at timestamptz not null default now(),
  primary key (event_id, subscriber)
);

-- Files live in the database so that web and worker processes hold no state; chunks keep memory bounded.
create table stored_file (
  id bigint generated always as identity primary key,
  unit_id bigint,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 bytea not null,
  purpose text not null,
  created_by bigint,
  created_at timestamptz not null default now()
);
create table stored_file_chunk (
  file_id bigint not null references stored_file (id) on delete cascade,
  no int not null,
  bytes bytea not null,
  primary key (file_id, no)
);

-- Settings of this site as an operator sets them: name, level, zone, demonstration marker …
create table site_setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
