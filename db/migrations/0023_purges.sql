-- What turned out to be secret is purged: its record is deleted with everything that hangs on it, and a nameless row stays
-- under its id, so that hours and money of the past keep adding up. Never on the books, found by nobody.
alter table instrument add column purged_at timestamptz;

create table purge (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  instrument_id bigint not null,
  -- since when it had been in the database: backups of this time hold it
  recorded_since timestamptz not null,
  purged_by bigint references account (id),
  purged_by_name text not null,
  purged_at timestamptz not null,
  -- kind of thing -> how many were removed; never what they said
  removed jsonb not null
);

-- Places outside the database where copies may be; the operator handles each and says so.
create table purge_place (
  purge_id bigint not null references purge (id) on delete cascade,
  place text not null,
  handled_by_name text,
  handled_at timestamptz,
  note text not null default '' check (length(note) <= 500),
  primary key (purge_id, place)
);
