-- What the public finds: one row for each instrument the province accepted, ready for lists and for the in-memory index.
-- `revision` grows in commit order (writers hold one advisory lock), so that a web process can ask for what is newer.
create sequence catalogue_revision as bigint;

create table catalogue_entry (
  unit_id bigint not null references unit (id),
  instrument_id bigint not null,
  centre_id bigint,
  name text not null,
  name_en text not null default '',
  model text not null default '',
  maker text not null default '',
  -- what it does, in at most 160 characters
  summary text not null default '',
  summary_en text not null default '',
  -- the beginning of the reference price
  price text not null default '',
  class_code text,
  city_code text,
  disciplines text[] not null default '{}',
  worth_fen bigint,
  open_to text[] not null default '{}',
  modes text[] not null default '{}',
  -- true once the instrument's own rules were taken instead of the reading of its texts
  openness_declared boolean not null default false,
  bookable boolean not null default false,
  unit_name text not null,
  unit_name_en text not null default '',
  thumbnail_file_id bigint,
  accepted_at timestamptz not null,
  withdrawn boolean not null default false,
  revision bigint not null default nextval('catalogue_revision'),
  primary key (unit_id, instrument_id)
);
create index catalogue_entry_instrument on catalogue_entry (instrument_id);
create index catalogue_entry_revision on catalogue_entry (revision);
